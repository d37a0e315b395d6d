import { describe, expect, it } from 'vitest';
import { PageRequest } from '../../../lib/messages/page-requests';
import { Request } from '../../../lib/messages/requests';

function membersOf(union: typeof Request | typeof PageRequest): string[] {
  return union.def.getter().def.options.flatMap((option) => Object.keys(option.def.shape));
}

describe('the contract of messages', () => {
  it('SEC-53 has no member for an address, a storage key or a function', () => {
    const forbidden = /^(url|uri|href|src|key|storageKey|store|func|fn|method|code|script|selector|redirect.*)$/i;
    expect([...membersOf(Request), ...membersOf(PageRequest)].filter((name) => forbidden.test(name))).toEqual([]);
  });

  it('SEC-12 SEC-60 lets no page script start, change, connect or grant anything', () => {
    const types = PageRequest.def.getter().def.options.flatMap((option) => [...option.def.shape.type.def.values]);
    expect([...types].sort()).toEqual([
      'guide.fold',
      'guide.model',
      'guide.mute',
      'guide.open',
      'guide.progress',
      'screen.error',
      'screen.shown',
    ]);
  });
});
