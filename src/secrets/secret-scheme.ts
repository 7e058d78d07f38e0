/**
 * How a value is hashed. 'sha256': base64(SHA-256(utf8(salt) + utf8(value))), the product's format. 'hmac-sha256': keyed, and bound to
 * namespace, name and key, for values that could be guessed.
 */
export type SecretScheme = 'sha256' | 'hmac-sha256'
