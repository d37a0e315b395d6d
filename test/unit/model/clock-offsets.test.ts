import { describe, expect, it } from 'vitest';
import { measured, offsetFor } from '../../../lib/model/clock-offsets';
import { clockOffsetsRecord } from '../../../lib/store/work-records';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

describe('SEC-36 offsetFor', () => {
  it('one on-premise server with a wrong clock made expired tokens of others count as fresh: it counts for itself alone', () => {
    const offsets = { 'erp.acme.example': -5 * hourMs, 'identity.xero.com': 1200 };
    expect(offsetFor(offsets, 'identity.xero.com')).toBe(1200);
    expect(offsetFor(offsets, 'erp.acme.example')).toBe(-5 * hourMs);
  });

  it('believes more than a day only where another host agrees', () => {
    expect(offsetFor({ 'erp.acme.example': 90 * dayMs }, 'erp.acme.example')).toBe(0);
    const wrongDevice = { 'identity.xero.com': 90 * dayMs, 'api.xero.com': 90 * dayMs + 3000 };
    expect(offsetFor(wrongDevice, 'identity.xero.com')).toBe(90 * dayMs);
    expect(offsetFor({ ...wrongDevice, 'erp.acme.example': 0 }, 'erp.acme.example')).toBe(0);
  });

  it('takes for a host that nobody has asked yet what two others agree on', () => {
    expect(offsetFor({ 'a.example': 2 * hourMs, 'b.example': 2 * hourMs + 500 }, 'c.example')).toBe(2 * hourMs + 500);
    expect(offsetFor({ 'a.example': 2 * hourMs, 'b.example': -hourMs }, 'c.example')).toBe(0);
    expect(offsetFor({}, 'c.example')).toBe(0);
  });
});

describe('measured', () => {
  it('keeps fifty hosts, the ones measured last', () => {
    let offsets = {};
    for (let host = 0; host < 80; host++) offsets = measured(offsets, `h${host}.example`, host);
    expect(Object.keys(offsets)).toHaveLength(50);
    expect(offsets).toHaveProperty(['h79.example']);
    expect(offsets).not.toHaveProperty(['h5.example']);
  });

  it('reads a damaged record as none', () => {
    expect(clockOffsetsRecord.parse({ 'a.example': 'late' })).toEqual({});
    expect(clockOffsetsRecord.parse(7)).toEqual({});
  });
});
