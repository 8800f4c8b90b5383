import { IncomingMessage } from 'node:http';
import {
  AbortMultipartUploadCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { ByteRange, LinkedFile, StoredFile } from '../file-storage.port.js';
import type { S3Location } from '../storage-url.js';
import { storageUnavailable } from '../storage-unavailable.js';
import { endWhenStalled } from './end-when-stalled.js';
import { putFile } from './put-file.js';
import { createS3Clients, type S3Clients } from './s3-clients.js';
import { reach, reachIfThere } from './s3-failures.js';
import { inTime, type S3Patience } from './s3-patience.js';

const LINK_LIFE_S = 300;

/** The requests that a store takes, each sent once; keys are ours, without the prefix of the installation. */
export class S3Bucket {
  readonly #clients: S3Clients;
  readonly #bucket: string;
  readonly #prefix: string;
  readonly #patience: S3Patience;

  constructor(location: S3Location, patience: S3Patience) {
    this.#clients = createS3Clients(location, patience.idleLimitMs);
    this.#bucket = location.bucket;
    this.#prefix = location.keyPrefix;
    this.#patience = patience;
  }

  /** @throws Error where neither the location nor the environment says which region to sign for */
  async requireRegion(): Promise<void> {
    await this.#clients.reading.config.region();
  }

  async stat(key: string): Promise<StoredFile | null> {
    const found = await reachIfThere(
      this.#inTime((abortSignal) =>
        this.#clients.reading.send(new HeadObjectCommand(this.#at(key)), { abortSignal }),
      ),
    );
    if (found === null) return null;
    return {
      key,
      sizeBytes: found.ContentLength ?? 0,
      changedAtMs: found.LastModified?.getTime() ?? Date.now(),
      localPath: null,
    };
  }

  async get(key: string, range?: ByteRange): Promise<IncomingMessage | null> {
    const Range = range && { Range: `bytes=${range.start}-${range.end}` };
    const found = await reachIfThere(
      this.#inTime((abortSignal) =>
        this.#clients.reading.send(new GetObjectCommand({ ...this.#at(key), ...Range }), { abortSignal }),
      ),
    );
    if (found === null) return null;
    const { Body: body, ContentLength: sentBytes } = found;
    if (!(body instanceof IncomingMessage))
      throw new TypeError('The answer of the store is no stream of Node');
    // More than was asked for would run into the next answer on our caller's connection.
    if (range !== undefined && sentBytes !== range.end - range.start + 1) {
      body.destroy();
      throw storageUnavailable(new Error('The store answered with other bytes than were asked for'));
    }
    endWhenStalled(body, this.#patience.idleLimitMs);
    return body;
  }

  put(path: string, key: string, signal?: AbortSignal): Promise<void> {
    return putFile(this.#clients.writing, this.#at(key), path, signal);
  }

  async *list(prefix: string): AsyncGenerator<readonly string[]> {
    let token: string | undefined;
    do {
      const page = await reach(
        this.#clients.writing.send(
          new ListObjectsV2Command({
            Bucket: this.#bucket,
            Prefix: this.#prefix + prefix,
            ...(token !== undefined && { ContinuationToken: token }),
          }),
        ),
      );
      const keys = (page.Contents ?? []).flatMap(({ Key }) => Key?.slice(this.#prefix.length) ?? []);
      if (keys.length > 0) yield keys;
      token = page.NextContinuationToken;
    } while (token !== undefined);
  }

  /** Removes at most a thousand files; harmless where they are not. */
  async delete(keys: readonly string[]): Promise<void> {
    if (keys.length === 0) return;
    const Objects = keys.map((key) => ({ Key: this.#prefix + key }));
    const { Errors: errors = [] } = await reach(
      this.#clients.writing.send(
        new DeleteObjectsCommand({ Bucket: this.#bucket, Delete: { Objects, Quiet: true } }),
      ),
    );
    if (errors.length > 0)
      throw storageUnavailable(new Error(`Not removed: ${errors[0]?.Code ?? 'unknown'}`));
  }

  /** Gives up uploads in parts that began before the given time: their senders are dead. */
  async abortUploads(beforeMs: number): Promise<void> {
    const { Uploads: uploads = [] } = await reach(
      this.#clients.writing.send(
        new ListMultipartUploadsCommand({ Bucket: this.#bucket, Prefix: this.#prefix }),
      ),
    );
    for (const { Key, UploadId, Initiated } of uploads) {
      if (Initiated === undefined || Initiated.getTime() >= beforeMs) continue;
      const abort = new AbortMultipartUploadCommand({ Bucket: this.#bucket, Key, UploadId });
      await reachIfThere(this.#clients.writing.send(abort));
    }
  }

  async signedUrl(key: string, { method, contentType, disposition }: LinkedFile): Promise<string> {
    const input = {
      ...this.#at(key),
      ResponseContentType: contentType,
      ResponseContentDisposition: disposition,
    };
    // A signature is good for one method.
    const command = method === 'HEAD' ? new HeadObjectCommand(input) : new GetObjectCommand(input);
    return reach(getSignedUrl(this.#clients.reading, command, { expiresIn: LINK_LIFE_S }));
  }

  async ping(): Promise<boolean> {
    // Rights are given by prefix, so that it is looked below our own; nothing is there, and an empty page is the
    // cheapest.
    const look = new ListObjectsV2Command({
      Bucket: this.#bucket,
      Prefix: `${this.#prefix}nothing/`,
      MaxKeys: 1,
    });
    return this.#inTime((abortSignal) => this.#clients.reading.send(look, { abortSignal })).then(
      () => true,
      () => false,
    );
  }

  close(): void {
    this.#clients.reading.destroy();
    this.#clients.writing.destroy();
  }

  #at(key: string): { Bucket: string; Key: string } {
    return { Bucket: this.#bucket, Key: this.#prefix + key };
  }

  #inTime<T>(send: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return inTime(this.#patience.answerLimitMs, send);
  }
}
