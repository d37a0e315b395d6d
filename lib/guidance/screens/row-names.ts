import type { Connection } from '../../model/connection';
import type { RowNames } from '../../providers/path';

/** Under this name apps are registered by people who follow our steps. */
const productName = 'Ledgerline';

const address = /[^\s()<>"',;]+@[^\s()<>"',;]+\.[^\s()<>"',;]+/;

/** An e-mail address first, since two people may have one name: "Maya Lindqvist (maya@example.com)" names her twice. */
function namesOfPerson(userName: string | undefined): string[] {
  if (!userName) return [];
  const found = address.exec(userName)?.[0];
  const name = userName
    .replace(address, '')
    .replace(/[()<>,;]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return [found, name].filter((one) => one !== undefined && one !== '').map(String);
}

/** Under which names the person, our app and the company of a connection may stand in a list of the provider's. */
export function rowNamesOf({ userName, companyName }: Connection): Record<keyof RowNames, string[]> {
  return { person: namesOfPerson(userName), app: [productName], company: [companyName] };
}
