// An OpenID provider for a test: whoever types a name is that person, at example.org.
// Run from a folder that has oidc-provider; arguments: port, redirect address.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [port, redirect, folder] = process.argv.slice(2);
const found = createRequire(`${folder}/package.json`).resolve('oidc-provider');
const module = await import(pathToFileURL(found));
const Provider = module.Provider ?? module.default;

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{
    client_id: 'gazette',
    client_secret: 'a secret between the two of them',
    redirect_uris: [redirect],
    response_types: ['code'],
    grant_types: ['authorization_code'],
  }],
  claims: { openid: ['sub'], email: ['email', 'email_verified'] },
  conformIdTokenClaims: false,
  pkce: { required: () => false },
  cookies: { keys: ['only for a test, only on this machine'] },
  findAccount: (_, id) => ({
    accountId: id,
    claims: async () => ({
      sub: id,
      email: `${id.replace('unverified-', '')}@example.org`,
      email_verified: !id.startsWith('unverified-'),
    }),
  }),
});
provider.listen(Number(port), '127.0.0.1', () => console.log('listening'));
