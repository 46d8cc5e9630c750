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

test('an operator’s view gives every finger 12 mm, at a desk and on a phone too, and a glove no less than before', () => {
  for (const device of devices) {
    const touch = parseFloat(deviceVariables(device, 'operator')['--touch']!) / device.pxPerMm;
    const least = device.hand === 'gloves' ? 20 : 12;
    assert.ok(touch > least - 0.1, `${device.id}: ${touch} mm`);
  }
});
