import assert from 'node:assert/strict';
import test from 'node:test';
import { qrPath } from '../src/widgets/qrCode';

test('a QR code has its three finder squares inside a light border of four', () => {
    const { size, path } = qrPath('otpauth://totp/Veles:ann@example.com?secret=JBSWY3DPEHPK3PXP&issuer=Veles');
    assert.equal((size - 8 - 17) % 4, 0);
    assert.ok(path.startsWith('M4 4h7v1h-7z'), path.slice(0, 40));
    assert.ok(path.includes(`M${size - 11} 4h7v1h-7z`));
    assert.ok(path.includes(`M4 ${size - 11}h7v1h-7z`));
    for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1/g)) {
        assert.ok(Number(x) >= 4 && Number(y) >= 4 && Number(x) + Number(width) <= size - 4 && Number(y) < size - 4);
    }
});
