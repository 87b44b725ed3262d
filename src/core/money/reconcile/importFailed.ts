// A file that cannot be compared: the message says why and what to do, for people.

export class ImportFailed extends Error {
  override readonly name = 'ImportFailed';
}
