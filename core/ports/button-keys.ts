/** HMAC-SHA-256 for buttons, under rows wrapped by the root key: every process shares them. */
export interface ButtonKeys {
  /** Id of the key that signs now. */
  keyId(): Promise<string>;
  mac(bytes: Uint8Array): Promise<Uint8Array>;
  /** Constant-time, under the present key and the one before it. */
  verifyUnderLastTwo(bytes: Uint8Array, mac: Uint8Array): Promise<boolean>;
}
