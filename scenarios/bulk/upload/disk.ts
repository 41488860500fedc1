/** Where files lie, by their paths. */
export interface Disk {
  /** Writes a file as its pieces come. It is there once all of it is; if they break off, none of it is. */
  write(path: string, pieces: AsyncIterable<Uint8Array>): Promise<void>;
  /** The pieces of a file. @throws if there is none */
  read(path: string): AsyncIterable<Uint8Array>;
  /** Removes a file, if it is there. */
  remove(path: string): Promise<void>;
}
