import { describe, expect, it } from 'vitest';
import { isAmong } from '../../../lib/model/hosts';

describe('isAmong', () => {
  it.each([
    ['api.example.com', ['api.example.com'], true],
    ['other.example.com', ['api.example.com'], false],
    ['acme.my.example.com', ['*.my.example.com'], true],
    ['acme--uat.sandbox.my.example.com', ['*.my.example.com'], true],
    ['my.example.com', ['*.my.example.com'], false],
    ['evilmy.example.com', ['*.my.example.com'], false],
    ['acme.my.example.com.evil.test', ['*.my.example.com'], false],
    ['api.example.com', [], false],
  ])('%s among %j: %s', (hostname, hosts, expected) => {
    expect(isAmong(hostname, hosts)).toBe(expected);
  });
});
