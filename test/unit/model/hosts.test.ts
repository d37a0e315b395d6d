import { describe, expect, it } from 'vitest';
import { hostOfPattern, isAmong } from '../../../lib/model/hosts';

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

describe('hostOfPattern', () => {
  it.each([
    ['https://api.example.com/*', 'api.example.com'],
    ['https://*.example.com/*', '*.example.com'],
    ['https://*.example.com/app/*', '*.example.com'],
    ['https://localhost:8443/*', 'localhost:8443'],
  ])('reads %s as %s', (pattern, host) => {
    expect(hostOfPattern(pattern)).toBe(host);
  });
});
