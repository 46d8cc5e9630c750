/// <reference types="node" />
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { deviceOf, devices, deviceVariables, guessDevice } from './device.ts';

test('a glove gets 20 mm of glass on every panel, whatever its pixels', () => {
  for (const id of ['panel-15', 'panel-21']) {
    const device = deviceOf(id)!;
    const px = parseFloat(deviceVariables(device)['--touch']!);
    assert.ok(Math.abs(px / device.pxPerMm - 20) < 0.05, `${id}: ${px / device.pxPerMm} mm`);
  }
});

test('a bare hand gets 12 mm, and 20 mm for the main action', () => {
  const tablet = deviceOf('tablet')!;
  const variables = deviceVariables(tablet);
  assert.deepEqual([variables['--touch'], variables['--touch-primary']], ['52.9px', '88.2px']);
});

test('the first guess goes by width and pointer', () => {
  assert.deepEqual(
    [guessDevice({ widthPx: 390, coarse: true }), guessDevice({ widthPx: 1280, coarse: true }), guessDevice({ widthPx: 1280, coarse: false })],
    ['phone', 'tablet', 'desk'],
  );
});

test('every device is known by its id', () => {
  assert.ok(devices.every((device) => deviceOf(device.id) === device));
});
