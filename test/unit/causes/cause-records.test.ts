import { describe, expect, it } from 'vitest';
import { causeRecords } from '../../../lib/causes/cause-records';
import { causes } from '../../../lib/model/cause';
import messages from '../../../public/_locales/en/messages.json';

const words: Readonly<Record<string, unknown>> = messages;

describe('the record of a cause', () => {
  it.each(causes)('%s has its words, those of an admin and the ready message included', (cause) => {
    const { guidance } = causeRecords[cause];
    const parts = ['headline', 'why', 'todo', 'effect'].map((part) => `cause_${cause}_${part}`);
    const keys = [`status_cause_${cause}`, ...parts];
    if (guidance.isInferred !== false) keys.push(`cause_${cause}_why_likely`);
    if (guidance.isNamed) keys.push(`cause_${cause}_why_named`);
    if (guidance.adminCan) keys.push(`cause_${cause}_todo_admin`);
    if (guidance.hasMessage) keys.push(`admin_message_${cause}`);
    expect(keys.filter((key) => !(key in words))).toEqual([]);
  });

  it.each(causes)('%s never advises to reconnect where that cannot help', (cause) => {
    const { action, reconnectHelps, guidance } = causeRecords[cause];
    if (reconnectHelps === 'no') expect([action, guidance.button]).not.toContain('reconnect');
  });

  it.each(causes.filter((cause) => causeRecords[cause].endsGrant === 'for_good'))(
    '%s, which ends a grant for good, is repaired by signing in',
    (cause) => expect(causeRecords[cause]).toMatchObject({ action: 'reconnect', liesWith: 'sign_in' }),
  );

  it.each(causes.filter((cause) => causeRecords[cause].incident !== undefined))(
    '%s, which stops several connections, lies with something they share',
    (cause) => expect(['consent', 'app', 'provider', 'device']).toContain(causeRecords[cause].liesWith),
  );
});
