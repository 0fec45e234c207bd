/* Of a mail server on this machine, for tests only: it proves nothing to anyone else. Valid for a hundred years. */

export const key = [
  '-----BEGIN PRIVATE KEY-----',
  'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgHsn4bbBEJBYYdRwC',
  'S0CF5h700qFMFGOXhfhGXMqbh06hRANCAASOVFx7qAOY8b0/lYNqt1VAuOd3QIvF',
  'aGdNjq1Rk3Pz4mt/+irAXF1S8QpDKxiYEyIY27wtqae+d0vZBRk0Dyde',
  '-----END PRIVATE KEY-----',
].join('\n')

export const certificate = [
  '-----BEGIN CERTIFICATE-----',
  'MIIBnDCCAUGgAwIBAgIUX9fJeHWEjcD8QCjG3kOebuuUa3cwCgYIKoZIzj0EAwIw',
  'FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyNjE0MDYyNloYDzIxMjYxMTAy',
  'MTQwNjI2WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO',
  'PQMBBwNCAASOVFx7qAOY8b0/lYNqt1VAuOd3QIvFaGdNjq1Rk3Pz4mt/+irAXF1S',
  '8QpDKxiYEyIY27wtqae+d0vZBRk0Dydeo28wbTAdBgNVHQ4EFgQUpRvo+mQrEQau',
  'f9U9kbmZROHIPiowHwYDVR0jBBgwFoAUpRvo+mQrEQauf9U9kbmZROHIPiowDwYD',
  'VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI',
  'zj0EAwIDSQAwRgIhAM6oUZHFZacg+ks2YPLAh1qRcYpWgKtLGdKH+3D/3SbpAiEA',
  'ldVlUpkF3TIsjX+BxnKXchAgVkeLmNpC7fYaJorhseY=',
  '-----END CERTIFICATE-----',
].join('\n')
