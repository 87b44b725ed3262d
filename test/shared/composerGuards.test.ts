// What the page asks of the composer is checked: it shows text that strangers wrote.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkRequest } from '../../src/shared/guards.ts';
import { longestData, mostAddresses } from '../../src/shared/limits.ts';

const check = (name: string, parameters: object): boolean => checkRequest({ kind: 'request', id: 1, name, parameters }).ok;

test('what fits passes', () => {
  for (const [name, parameters] of [
    ['suggest', { kind: 'context', query: 'a' }],
    ['attach', { id: 'f|file:///a.ts' }],
    ['attachAddresses', { addresses: ['file:///a.ts'] }],
    ['attachData', { kind: 'file', name: 'a.png', data: 'AAAA' }],
    ['replaceImage', { id: 'c', data: 'AAAA' }],
    ['pressQueued', { id: 'q', action: 'edit' }],
    ['pastMessages', {}],
  ] as const) assert.equal(check(name, parameters), true, name);
});

test('what is too much, of another kind or more than asked for does not', () => {
  for (const [name, parameters] of [
    ['suggest', { kind: 'tools', query: '' }],
    ['suggest', { kind: 'context', query: 'x'.repeat(501) }],
    ['attach', { id: 5 }],
    ['attachAddresses', { addresses: Array.from({ length: mostAddresses + 1 }, () => 'file:///a') }],
    ['attachData', { kind: 'file', name: 'a', data: 'A'.repeat(longestData + 1) }],
    ['attachData', { kind: 'file', name: 'a', data: '', path: '/etc/passwd' }],
    ['pressQueued', { id: 'q', action: 'run' }],
    ['replaceImage', { id: 'c' }],
  ] as const) assert.equal(check(name, parameters), false, name);
});
