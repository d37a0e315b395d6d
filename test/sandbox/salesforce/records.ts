import { idFor } from './seed.ts';
import type { Org } from './world.ts';

export type Row = Record<string, unknown>;

const dayMs = 86_400_000;

const names: Readonly<
  Record<string, { prefix: string; names: readonly string[]; fields: (name: string, at: number) => Row }>
> = {
  Account: {
    prefix: '001',
    names: ['Aster Floristry', 'Blue Heron Cafe', 'Corner Print Works', 'Dune Road Motors', 'Elm Street Clinic'],
    fields: (Name, at) => ({
      Name,
      AccountNumber: `A-${1000 + at}`,
      Type: at % 2 === 0 ? 'Customer' : 'Partner',
      BillingCity: 'Larkfield',
    }),
  },
  Contact: {
    prefix: '003',
    names: ['Ada Winter', 'Ben Carlow', 'Cleo Marsh', 'Dai Rowan'],
    fields: (Name) => ({ Name, Email: `${Name.toLowerCase().replace(' ', '.')}@client.example` }),
  },
  Opportunity: {
    prefix: '006',
    names: ['Orchard lease', 'Cold store', 'Cider press', 'Export 2027'],
    fields: (Name, at) => ({ Name, StageName: at % 2 === 0 ? 'Prospecting' : 'Closed Won', Amount: (at + 1) * 12_500 }),
  },
  Order: {
    prefix: '801',
    names: ['00000101', '00000102', '00000103'],
    fields: (OrderNumber, at) => ({ OrderNumber, Status: 'Activated', TotalAmount: (at + 1) * 480 }),
  },
  Product2: {
    prefix: '01t',
    names: ['Apple crate', 'Pear crate', 'Cider 12-pack'],
    fields: (Name, at) => ({ Name, ProductCode: `P-${at + 1}`, IsActive: true }),
  },
};

/** Names shown in lists of the product. */
export const namesOf = (objectName: string): string[] => [...(names[objectName]?.names ?? [])];

export const objectNames = [...Object.keys(names), 'User', 'Organization'];

/** A trial's end as the data interface writes times. */
const timeOf = (atMs: number): string => new Date(atMs).toISOString().replace('Z', '+0000');

/** Every row of an object in an org; undefined for objects it does not have. */
export function rowsOf(org: Org, objectName: string, nowMs: number): Row[] | undefined {
  if (objectName === 'Organization') {
    return [
      {
        Id: org.id,
        Name: org.name,
        OrganizationType: org.edition,
        IsSandbox: org.isSandbox,
        InstanceName: org.instance,
        TrialExpirationDate: org.trialEndsMs === undefined ? null : timeOf(org.trialEndsMs),
        NamespacePrefix: null,
        LanguageLocaleKey: 'en_US',
      },
    ];
  }
  if (objectName === 'User') {
    return org.users.map(({ id, name, username, isActive }) => ({
      Id: id,
      Name: name,
      Username: username,
      Email: username,
      IsActive: isActive,
    }));
  }
  const object = Object.hasOwn(names, objectName) ? names[objectName] : undefined;
  return object?.names.map((name, at) => ({
    Id: idFor(object.prefix, `${org.domain} ${objectName} ${name}`),
    ...object.fields(name, at),
    LastModifiedDate: timeOf(nowMs - (at + 1) * dayMs),
  }));
}

export const prefixOf = (objectName: string): string =>
  names[objectName]?.prefix ?? (objectName === 'User' ? '005' : '00D');
