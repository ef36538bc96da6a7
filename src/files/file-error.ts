const MAX_SENTENCE = 300;

/** A file that can't be taken or made. The message is the sentence that the student reads. */
export class FileError extends Error {
  override readonly name = 'FileError';

  constructor(sentence: string) {
    // It may quote a name from a file, which may be of any length.
    super(sentence.length > MAX_SENTENCE ? `${sentence.slice(0, MAX_SENTENCE)}….` : sentence);
  }
}

/** The largest file that is opened, in bytes. */
export const MAX_FILE_BYTES = 20_000_000;

/** Says no to a file that is too large to be looked into; throws a FileError. */
export function checkFileSize(size: number): void {
  if (size > MAX_FILE_BYTES) {
    throw new FileError(
      `The file has ${megabytes(size)}; at most ${megabytes(MAX_FILE_BYTES)} can be opened.`,
    );
  }
}

/** A number of bytes for people: `20 MB`. */
export function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 100_000) / 10} MB`;
}
