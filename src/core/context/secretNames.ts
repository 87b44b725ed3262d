// Files that by their name hold what nobody wants to send anywhere: keys, passwords, credentials.

const names = [
  /^\.env(?:\.(?!(?:example|sample|template|dist|defaults?)$).*)?$/,
  /\.(?:pem|key|p12|pfx|jks|keystore|kdbx|ppk|tfvars|tfstate|ovpn)$/,
  /^id_(?:rsa|dsa|ecdsa|ed25519)(?!.*\.pub$)/,
  /^\.(?:npmrc|netrc|pypirc|pgpass|htpasswd|git-credentials|dockercfg)$/,
  /^(?:credentials?|secrets?)(?:\.(?:json|ya?ml|toml|ini|txt|xml|properties))?$/,
  /(?:service[-_]?account|client[-_]secret).*\.json$/,
];
const places = [/(?:^|\/)\.(?:ssh|gnupg|aws|azure)\/[^/]+$/, /(?:^|\/)\.kube\/config$/, /(?:^|\/)\.docker\/config\.json$/];

/** True when a file's name says that it holds secrets. Takes a path with slashes. */
export function looksSecret(path: string): boolean {
  const lower = path.toLowerCase();
  const name = lower.slice(lower.lastIndexOf('/') + 1);
  return !name.endsWith('.pub') && (names.some((pattern) => pattern.test(name)) || places.some((pattern) => pattern.test(lower)));
}
