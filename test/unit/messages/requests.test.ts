import { describe, expect, it } from 'vitest';
import { PageRequest } from '../../../lib/messages/page-requests';
import { ReportRequest } from '../../../lib/messages/report-requests';
import { Request } from '../../../lib/messages/requests';

type Union = typeof Request | typeof PageRequest | typeof ReportRequest;

/** Every name a value of this schema may carry, at any depth. */
function membersOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null || !('def' in schema)) return [];
  const def = Object(schema.def);
  const parts: unknown[] = [def.innerType, def.element, def.valueType, ...(def.options ?? [])];
  if (def.type === 'lazy') parts.push(def.getter());
  const shape: [string, unknown][] = Object.entries(def.shape ?? {});
  return [...shape.flatMap(([name, part]) => [name, ...membersOf(part)]), ...parts.flatMap(membersOf)];
}

function typesOf(union: Union): string[] {
  return union.def
    .getter()
    .def.options.flatMap((option) => [...option.def.shape.type.def.values])
    .sort();
}

describe('the contract of messages', () => {
  it('looks into every shape', () => {
    expect(membersOf(ReportRequest)).toEqual(expect.arrayContaining(['type', 'siteId', 'message', 'error', 'place']));
    expect(membersOf(PageRequest)).toEqual(expect.arrayContaining(['screenId', 'isFolded', 'companyKey']));
  });

  it('SEC-53 has no member for an address, a storage key or a function', () => {
    const forbidden = /^(url|uri|href|src|key|storageKey|store|func|fn|method|code|script|selector|redirect.*)$/i;
    const names = [Request, PageRequest, ReportRequest].flatMap(membersOf);
    expect(names.filter((name) => forbidden.test(name))).toEqual([]);
  });

  it('SEC-12 SEC-60 lets no page script start, change, connect or grant anything', () => {
    expect(typesOf(PageRequest)).toEqual([
      'guide.fold',
      'guide.model',
      'guide.mute',
      'guide.open',
      'guide.progress',
      'screen.error',
      'screen.shown',
    ]);
    expect(typesOf(ReportRequest)).toEqual([
      'report.landmarks',
      'report.model',
      'report.mute',
      'report.open',
      'report.seen',
    ]);
  });
});
