/** What the receiving peer offers. */
export interface ReceiverApi {
  /** Takes the bytes and returns their SHA-256 in hexadecimal. */
  receive(bytes: Uint8Array<ArrayBuffer>): Promise<string>
}
