import { describe, expect, it } from 'vitest';
import { diagnose, recogniseProvider } from '../../../lib/diagnosis/diagnose.ts';
import { readPasted } from '../../../lib/diagnosis/pasted.ts';
import { readCorpus } from '../../score/corpus.ts';
import { judge } from '../../score/measure.ts';

describe('readPasted', () => {
  it.each([
    [
      'a log line',
      '2026-11-02 08:14:11 ERROR sync failed: {"error":"invalid_grant","error_description":"expired access/refresh token"}',
      'salesforce',
      'grant_invalid',
    ],
    [
      'an HTTP answer',
      'HTTP/1.1 429 Too Many Requests\nX-Rate-Limit-Problem: minute\nRetry-After: 12\n\n',
      null,
      'rate_limited',
    ],
    [
      'a Python exception',
      'requests.exceptions.HTTPError: 401 Client Error: Unauthorized for url: https://api.xero.com/api.xro/2.0/Invoices',
      'xero',
      'access_token_expired',
    ],
    [
      'words of a screen',
      'Sorry, something went wrong. Error: unauthorized_client : Invalid redirect_uri',
      null,
      'redirect_uri_mismatch',
    ],
    [
      'a redirect',
      'https://ledger.example/cb?error=access_denied&error_description=end-user+denied+authorization&state=1',
      'salesforce',
      'user_cancelled',
    ],
    [
      'a support mail',
      'Hi, since Monday our Intacct sync says: You do not have permission for API operation READ_BY_QUERY on objects of type arinvoice. Thanks, Ann',
      'intacct',
      'user_permission_insufficient',
    ],
    [
      'a Ruby hash',
      '{:fault_type=>"SERVICE", :error_code=>"3001", :error_message=>"message=ThrottleExceeded; errorCode=003001; statusCode=429"}',
      'quickbooks',
      'rate_limited',
    ],
    ['a browser message', 'net::ERR_NAME_NOT_RESOLVED', null, 'network_unreachable'],
    ['nothing', '', null, 'unknown'],
    ['a greeting', 'Good morning', null, 'unknown'],
  ])('makes %s a case for the diagnosis', (_title, text, provider, cause) => {
    const evidence = readPasted(text);
    expect(diagnose(evidence).cause).toBe(cause);
    expect(recogniseProvider(evidence)).toBe(provider);
  });

  it('needs no more than the text to be right about most real answers, and to harm with none', () => {
    const lines = readCorpus(new URL('../../corpus/real.jsonl', import.meta.url).pathname).map((line) => {
      const { answer, failure } = line.evidence;
      const status = answer?.status ? `HTTP ${answer.status}\n` : '';
      return { ...line, evidence: readPasted(`${failure ?? ''}\n${status}${answer?.body ?? ''}`) };
    });
    const judged = judge(lines, diagnose);
    expect(judged.filter((item) => item.isRight).length / judged.length).toBeGreaterThanOrEqual(0.85);
    expect(judged.filter((item) => item.harm !== undefined).map((item) => item.line.id)).toEqual([]);
  });
});
