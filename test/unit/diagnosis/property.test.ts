import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../lib/diagnosis/diagnose.ts';
import { causes } from '../../../lib/model/cause.ts';
import { Diagnosis } from '../../../lib/model/diagnosis.ts';
import { type Evidence, phases } from '../../../lib/model/evidence.ts';
import { madeCorpus, readCorpus, realCorpus } from '../../score/corpus.ts';
import { toEvidence } from './catalogue/case.ts';
import { intacctCases } from './catalogue/intacct.ts';
import { quickbooksCases } from './catalogue/quickbooks.ts';
import { salesforceCases } from './catalogue/salesforce.ts';
import { xeroCases } from './catalogue/xero.ts';

/** How many cases each property is tried on; the long run (`npm run chaos`) asks for many more. */
const numRuns = Number(process.env.DIAGNOSIS_RUNS ?? 1_000);
const timeoutMs = Math.max(30_000, numRuns * 2);

const known: readonly Evidence[] = [
  ...[realCorpus, madeCorpus].flatMap(readCorpus).map((line) => line.evidence),
  ...[xeroCases, quickbooksCases, intacctCases, salesforceCases].flatMap((cases) =>
    Object.values(cases).map(toEvidence),
  ),
];

const evidence = fc.constantFrom(...known);

/** Two cases of the same provider, so that the context of one may stand around the answer of the other. */
const pair = evidence.chain((base) =>
  fc.record({
    base: fc.constant(base),
    other: fc.constantFrom(...known.filter((item) => item.provider === base.provider)),
  }),
);
const providerId = fc.constantFrom(null, 'xero', 'quickbooks', 'intacct', 'salesforce', 'another');

type Change = (body: string) => string;

/** Ways a body is damaged on its way: cut, doubled, re-cased, quoted, wrapped, mixed with odd characters. */
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.nat(400).map(
    (at): Change =>
      (body) =>
        body.slice(0, at),
  ),
  fc.nat(400).map(
    (at): Change =>
      (body) =>
        body.slice(at),
  ),
  fc.constant<Change>((body) => body.toUpperCase()),
  fc.constant<Change>((body) => body.toLowerCase()),
  fc.constant<Change>((body) => JSON.stringify(body)),
  fc.constant<Change>((body) => body + body),
  fc.constant<Change>((body) => body.replaceAll('"', "'")),
  fc.constant<Change>((body) => body.replaceAll(':', '=>')),
  fc.constant<Change>((body) => `<html><body><pre>${body}</pre></body></html>`),
  fc.constant<Change>((body) => body.replaceAll(/\s/g, '')),
  fc.tuple(fc.nat(300), fc.string({ unit: 'binary', maxLength: 20 })).map(
    ([at, odd]): Change =>
      (body) =>
        body.slice(0, at) + odd + body.slice(at),
  ),
  fc.tuple(fc.constantFrom('{', '[', '<', '"', '\\', '&', '%', '=', ':', '<a ', '{"a":'), fc.nat(20_000)).map(
    ([part, count]): Change =>
      (body) =>
        body + part.repeat(count),
  ),
);

const mutated = fc
  .record({
    base: evidence,
    provider: providerId,
    phase: fc.constantFrom(...phases),
    changes: fc.array(change, { maxLength: 4 }),
    status: fc.constantFrom(null, 0, 200, 302, 400, 401, 403, 404, 429, 500, 503, 999, -1, Number.NaN),
  })
  .map(({ base, provider, phase, changes, status }): Evidence => {
    const body = changes.reduce((text, apply) => apply(text), base.answer?.body ?? base.failure ?? '').slice(0, 65_536);
    return { ...base, provider, phase, answer: { status, headers: base.answer?.headers ?? {}, body } };
  });

/** Members that may be known or not; removing one is removing evidence. */
const contexts = ['request', 'history', 'grant', 'siblings', 'device'] as const;

function removals(from: Evidence): Evidence[] {
  const lessContext = contexts.flatMap((context) =>
    Object.keys(from[context]).map((member) => {
      const rest: Record<string, unknown> = { ...from[context] };
      delete rest[member];
      return { ...from, [context]: rest };
    }),
  );
  const { answer } = from;
  const lessSource = [
    { ...from, provider: null },
    { ...from, failure: null },
  ];
  if (answer === null) return [...lessContext, ...lessSource];
  const lessHeaders = Object.keys(answer.headers).map((name) => {
    const headers = { ...answer.headers };
    delete headers[name];
    return { ...from, answer: { ...answer, headers } };
  });
  return [
    ...lessContext,
    ...lessSource,
    ...lessHeaders,
    { ...from, answer: { ...answer, status: null } },
    { ...from, answer: { ...answer, body: '' } },
    { ...from, answer: null },
  ];
}

describe('diagnose, whatever comes', () => {
  it(
    'never throws, names a cause of the taxonomy, and gives the same answer twice',
    () => {
      fc.assert(
        fc.property(mutated, (given) => {
          const diagnosis = diagnose(given);
          expect(causes).toContain(diagnosis.cause);
          expect(diagnosis.confidence).toBeGreaterThan(0);
          expect(diagnosis.confidence).toBeLessThan(1);
          expect(diagnose(given)).toEqual(diagnosis);
          expect(Diagnosis.safeParse(diagnosis).success).toBe(true);
        }),
        { numRuns },
      );
    },
    timeoutMs,
  );

  it(
    'takes values of any type in any place',
    () => {
      const anything = fc.record(
        {
          provider: fc.anything(),
          phase: fc.anything(),
          answer: fc.anything(),
          failure: fc.anything(),
          request: fc.anything(),
          history: fc.anything(),
          grant: fc.anything(),
          siblings: fc.anything(),
          device: fc.anything(),
        },
        { requiredKeys: [] },
      );
      fc.assert(
        fc.property(fc.oneof(anything, fc.anything()), (given) => {
          // What is stored or pasted may be anything; the type says otherwise, so it goes in by way of JSON's untyped door.
          const untyped: { diagnose(value: unknown): unknown } = {
            diagnose: (value) => Reflect.apply(diagnose, undefined, [value]),
          };
          expect(Diagnosis.safeParse(untyped.diagnose(given)).success).toBe(true);
        }),
        { numRuns },
      );
    },
    timeoutMs,
  );

  it(
    'is not moved by a header or a member nobody knows',
    () => {
      const name = fc
        .string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'), minLength: 8, maxLength: 12 })
        .map((word) => `zz${word}`);
      fc.assert(
        fc.property(evidence, name, fc.string({ unit: 'binary-ascii', maxLength: 60 }), (base, key, value) => {
          const { answer } = base;
          if (answer === null) return;
          const before = diagnose(base);
          const header = diagnose({
            ...base,
            answer: { ...answer, headers: { ...answer.headers, [`x-${key}`]: value } },
          });
          expect(header).toEqual(before);
          if (!answer.body.startsWith('{"') || before.facts.code === undefined) return;
          const member = diagnose({
            ...base,
            answer: { ...answer, body: `{${JSON.stringify(key)}:${JSON.stringify(value)},${answer.body.slice(1)}` },
          });
          expect(member.cause).toBe(before.cause);
        }),
        { numRuns },
      );
    },
    timeoutMs,
  );

  it(
    'is never surer when something it knew is taken away',
    () => {
      fc.assert(
        fc.property(pair, fc.nat(), ({ base, other }, choice) => {
          const rich: Evidence = {
            ...base,
            history: { ...other.history, ...base.history },
            grant: { ...other.grant, ...base.grant },
            siblings: { ...other.siblings, ...base.siblings },
            device: { ...other.device, ...base.device },
          };
          const options = removals(rich);
          const less = options[choice % Math.max(1, options.length)];
          if (less === undefined) return;
          expect(
            diagnose(less).confidence,
            JSON.stringify({ rich: diagnose(rich), less: diagnose(less) }),
          ).toBeLessThanOrEqual(diagnose(rich).confidence);
        }),
        { numRuns },
      );
    },
    timeoutMs,
  );

  it(
    'says nothing of a secret that stands in an answer',
    () => {
      const secret = fc
        .string({
          unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.'),
          minLength: 32,
          maxLength: 80,
        })
        .map((text) => `R7${text}q9`);
      fc.assert(
        fc.property(
          evidence,
          secret,
          fc.constantFrom(
            'refresh_token',
            'access_token',
            'code',
            'message',
            'detail',
            'error_description',
            'client_secret',
            'state',
          ),
          (base, token, member) => {
            const body = JSON.stringify({ error: 'invalid_grant', message: `refused: ${token}`, [member]: token });
            const query = `code=${token}&error=invalid_grant&${member}=${token}`;
            for (const text of [body, query, `${member}: ${token}`, `<Error><Message>${token}</Message></Error>`]) {
              const diagnosis = diagnose({ ...base, answer: { status: 400, headers: {}, body: text } });
              expect(JSON.stringify(diagnosis)).not.toContain(token);
            }
          },
        ),
        { numRuns },
      );
    },
    timeoutMs,
  );
});
