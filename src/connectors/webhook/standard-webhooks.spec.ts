import { secretBytes, signedHeaders } from './standard-webhooks.js';

describe('signatures of Standard Webhooks', () => {
  // The vector of the reference libraries: https://github.com/standard-webhooks/standard-webhooks/tree/main/libraries
  const secret = secretBytes('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')!;
  const id = 'msg_p5jXN8AQM9LWM0D4loKWxJek';
  const at = new Date(1_614_265_330_000);
  const body = '{"test": 2432232314}';
  const signature = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';

  it('are those of the published vector', () => {
    expect(signedHeaders(id, at, body, [secret])).toEqual({
      'webhook-id': id,
      'webhook-timestamp': '1614265330',
      'webhook-signature': signature,
    });
  });

  it('are made with every secret while one is replaced', () => {
    const fresh = Buffer.alloc(32, 7);
    const both = signedHeaders(id, at, body, [fresh, secret])['webhook-signature'].split(' ');
    expect(both).toEqual([signedHeaders(id, at, body, [fresh])['webhook-signature'], signature]);
  });

  it('change with every part that is signed', () => {
    const changed = [
      signedHeaders(`${id}x`, at, body, [secret]),
      signedHeaders(id, new Date(at.getTime() + 1000), body, [secret]),
      signedHeaders(id, at, `${body} `, [secret]),
    ].map((headers) => headers['webhook-signature']);
    expect(new Set([signature, ...changed]).size).toBe(4);
  });

  it.each(['whsec_', 'whsec_short', 'whsec_ä', '', `whsec_${Buffer.alloc(65).toString('base64')}`])(
    'are made with no secret like %j',
    (written) => {
      expect(secretBytes(written)).toBeNull();
    },
  );
});
