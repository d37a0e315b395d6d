import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../lib/diagnosis/diagnose.ts';
import { madeCorpus, readCorpus, realCorpus } from '../../score/corpus.ts';
import { hostileEvidence } from '../../score/hostile.ts';
import { judge, meanConfidence, quantile, time } from '../../score/measure.ts';

const lines = readCorpus(realCorpus);

describe('the corpus of real answers', () => {
  const judged = judge(lines, diagnose);

  it('has the cause right in at least 97 of 100, and never gives harmful advice', () => {
    const wrong = judged.filter((item) => !item.isRight).map((item) => `${item.line.id} ${item.diagnosis?.cause}`);
    expect(wrong.length / judged.length, wrong.join('; ')).toBeLessThanOrEqual(0.03);
    expect(judged.filter((item) => item.harm !== undefined).map((item) => item.line.id)).toEqual([]);
  });

  it('is at least as right when nobody says which provider it was, short of what only that can tell', () => {
    const unnamed = judge(
      lines.map((line) => ({ ...line, evidence: { ...line.evidence, provider: null } })),
      diagnose,
    );
    expect(unnamed.filter((item) => item.isRight).length / unnamed.length).toBeGreaterThanOrEqual(0.95);
    expect(unnamed.filter((item) => item.harm !== undefined).map((item) => item.line.id)).toEqual([]);
  });

  it('is less sure where the expert allows several causes', () => {
    const decided = judged.filter((item) => item.line.expect.accept.length === 1);
    const open = judged.filter((item) => item.line.expect.accept.length > 1);
    expect(meanConfidence(decided, true)).toBeGreaterThan(meanConfidence(open, true));
  });
});

describe('answers made up in the shapes and words of documents', () => {
  const judged = judge(readCorpus(madeCorpus), diagnose);

  it('have their cause found in at least 97 of 100, and no harmful advice', () => {
    const wrong = judged.filter((item) => !item.isRight).map((item) => `${item.line.id} ${item.diagnosis?.cause}`);
    expect(wrong.length / judged.length, wrong.join('; ')).toBeLessThanOrEqual(0.03);
    expect(judged.filter((item) => item.harm !== undefined).map((item) => item.line.id)).toEqual([]);
  });

  it('are told with less confidence where nothing but a status spoke than where a code or words did', () => {
    const onlyStatus = judged.filter(({ diagnosis }) => diagnosis?.rules.every((id) => /^(?:http|shape)-/.test(id)));
    const more = judged.filter((item) => !onlyStatus.includes(item));
    expect(onlyStatus.length).toBeGreaterThan(10);
    expect(meanConfidence(more, true) - meanConfidence(onlyStatus, true)).toBeGreaterThan(0.1);
  });
});

describe('the scoring itself', () => {
  const [line] = lines;
  if (line === undefined) throw new Error('the corpus is empty');
  const said = diagnose(line.evidence);

  it('counts a promise that cannot be kept, and "fine" where it is broken, as harm', () => {
    const hopeless = { ...line, expect: { ...line.expect, reconnectHelps: 'no' as const } };
    expect(judge([hopeless], () => ({ ...said, reconnectHelps: 'yes' }))[0]?.harm).toBe('reconnect_promised');
    const broken = {
      ...line,
      expect: { ...line.expect, cause: 'grant_revoked' as const, accept: ['grant_revoked' as const] },
    };
    expect(judge([broken], () => ({ ...said, cause: 'not_an_auth_problem' }))[0]?.harm).toBe('called_fine');
  });

  it('counts a diagnosis that throws as wrong', () => {
    const thrown = judge([line], () => {
      throw new Error('broken');
    });
    expect(thrown[0]?.isRight).toBe(false);
  });
});

describe('time', () => {
  it('stays within 5 ms for 64 kB bodies that are made to be slow', () => {
    const durations = time(hostileEvidence(), diagnose, 3);
    // The median holds on a busy machine too; `npm run score` prints the 99th percentile.
    expect(quantile(durations, 0.5)).toBeLessThan(5);
  });
});
