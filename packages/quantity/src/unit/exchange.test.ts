import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseQuantity } from '../quantity.ts';
import { isUnit } from './unit.ts';
import { unitSymbol } from './symbol.ts';
import { commonCodeOf, unitOfCommonCode } from './unece.ts';

test('codes of UN/ECE Recommendation 20 become UCUM codes and come back', () => {
  for (const common of ['KGM', 'LTR', 'C62', 'HUR', 'KWH', 'CEL', '4H', 'MQH', 'H87', 'P1', 'RPM']) {
    const code = unitOfCommonCode(common);
    assert.equal(isUnit(code), true, code);
    assert.equal(commonCodeOf(code), common);
  }
  assert.equal(commonCodeOf('dm3'), 'LTR');
  assert.equal(commonCodeOf('[psi]/m'), undefined);
  assert.throws(() => unitOfCommonCode('ZZ'), /Map it by hand/);
});

test('a screen shows symbols people know', () => {
  const shown = {
    Cel: '°C',
    'ug/mL': 'µg/mL',
    'm3/h': 'm³/h',
    '10*3/uL': '10³/µL',
    '{tablet}': 'tablet',
    'kg{dry}': 'kg dry',
    'kW.h': 'kW·h',
    '[lb_av]': 'lb',
    '[iU]/mL': 'IU/mL',
    's-1': 's⁻¹',
    '1': '',
  };
  for (const [code, symbol] of Object.entries(shown)) assert.equal(unitSymbol(code), symbol, code);
});

test('what is no text is refused by its name, not by a broken call', () => {
  assert.throws(() => unitOfCommonCode(undefined as never), /commonCode is undefined; allowed is the text of a code/);
  assert.throws(() => parseQuantity(12.5 as never), /text is 12.5; allowed is a number with a point, a blank and a UCUM code/);
});
