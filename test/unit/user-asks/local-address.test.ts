// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { isLocalAddress, mayAskFor } from '../../../lib/user-asks/local-address.ts';

describe('what a page may have fetched at a click', () => {
  it.each([
    'http://localhost/privacy',
    'http://127.1/privacy',
    'http://2130706433/privacy',
    'http://0x7f.0.0.1/privacy',
    'http://0/privacy',
    'http://192.168.1.1/reboot?privacy',
    'http://10.0.0.1/',
    'http://172.31.0.1/',
    'http://169.254.169.254/latest',
    'http://100.64.0.1/',
    'http://[::1]/',
    'http://[::ffff:192.168.1.1]/',
    'http://[fe80::1]/',
    'http://[fd00::1]/',
    'http://router/',
    'http://printer.local/',
    'http://fritz.box.lan./',
  ])('is nothing at home: %s', (url) => {
    expect(isLocalAddress(url)).toBe(true);
    expect(mayAskFor(url, 'https://lender.test')).toBe(false);
  });

  it.each([
    'https://lender.test/p',
    'http://172.32.0.1/',
    'http://100.128.0.1/',
    'http://11.0.0.1/',
    'https://[2606:4700::1]/',
  ])('is what lies on the web: %s', (url) => expect(mayAskFor(url, 'https://lender.test')).toBe(true));

  it('is what lies at the very host of a page at home', () => {
    expect(mayAskFor('http://localhost:8080/privacy', 'http://localhost:3000')).toBe(true);
    expect(mayAskFor('http://192.168.1.1/', 'http://192.168.1.2')).toBe(false);
  });
});
