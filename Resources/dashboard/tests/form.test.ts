import assert from 'node:assert/strict';
import test from 'node:test';
import { Problem } from '../src/api/Problem';
import { fieldErrors } from '../src/widgets/form/form';
import { passwordFault } from '../src/widgets/form/passwords';
import { timeZoneChoices } from '../src/widgets/form/timeZones';

function refusal(...fields: (readonly [string, string])[]): Problem {
    return new Problem(400, 'Invalid request', '', null, fields.map(([field, detail]) => ({ field, detail })));
}

test('what a refusal says of a field stands at the field, and parts of a list at their list', () => {
    const problem = refusal(['email', 'Taken.'], ['allowed_addresses/1', 'No network.'], ['allowed_addresses[2]', 'Nor this.']);
    assert.deepEqual(fieldErrors(problem, ['email', 'allowed_addresses']), { email: 'Taken.', allowed_addresses: 'No network. Nor this.' });
});

test('what it says of a field that the form has not is left for the summary', () => {
    assert.deepEqual(fieldErrors(refusal(['other', 'Wrong.']), ['email']), {});
});

test('a password is measured in the bytes that the server counts', () => {
    assert.ok(passwordFault('elevenbytes'));
    assert.equal(passwordFault('twelve bytes'), undefined);
    assert.equal(passwordFault('пароль'), undefined);
    assert.equal(passwordFault('x'.repeat(256)), undefined);
    assert.ok(passwordFault('x'.repeat(257)));
});

test('a stored time zone can be chosen even when the browser does not know it', () => {
    const zones = timeZoneChoices('Mars/Olympus').flatMap(({ options }) => options.map(([zone]) => zone));
    for (const zone of ['UTC', 'Europe/Berlin', 'Mars/Olympus']) assert.equal(zones.filter((other) => other === zone).length, 1, zone);
});
