import { readFile } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import type { PictureFile, Size } from './pictures.js';

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** A PNG that claims a size and ends where its pixels would begin: 41 bytes. */
export function pngHeaderOnly({ width, height }: Size): PictureFile {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const dataChunkStart = Buffer.from([0, 0, 0, 0, ...Buffer.from('IDAT', 'latin1')]);
  return png('claims.png', Buffer.concat([PNG_SIGNATURE, chunk('IHDR', header), dataChunkStart]));
}

/** The first part of a file, as an interrupted copy leaves it. */
export function truncated(picture: PictureFile, fraction: number): PictureFile {
  const bytes = picture.bytes.subarray(0, Math.floor(picture.bytes.length * fraction));
  return { ...picture, name: `cut-${picture.name}`, bytes };
}

/** Files that are no pictures of an accepted kind, though each claims to be one. */
export async function filesThatAreNoPictures(): Promise<PictureFile[]> {
  return [
    png('drawing.svg.png', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')),
    png('doctype.png', Buffer.from('<?xml version="1.0"?>\n<!DOCTYPE svg>\n<svg width="64" height="64"/>')),
    png('document.png', Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n')),
    png('photo.heic.png', isoMedia('heic')),
    png('photo.avif.png', isoMedia('avif')),
    png('script.png', Buffer.from('#!/bin/sh\nrm -rf "$HOME"\n')),
    png('page.png', Buffer.from('<html><body onload="alert(1)"></body></html>')),
    png('program.png', (await readFile(process.execPath)).subarray(0, 100_000)),
    png('windows.png', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)])),
    png('notes.png', Buffer.from('A picture says more than a thousand words.\n'.repeat(50))),
    png('archive.png', Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(100)])),
  ];
}

function png(name: string, bytes: Buffer): PictureFile {
  return { name, type: 'image/png', bytes };
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(named, 4);
  framed.writeUInt32BE(crc32(named), named.length + 4);
  return framed;
}

/** The `ftyp` box that HEIF and AVIF files begin with. */
function isoMedia(brand: string): Buffer {
  const box = Buffer.alloc(128);
  box.writeUInt32BE(24, 0);
  box.write(`ftyp${brand}\0\0\0\0mif1${brand}`, 4, 'latin1');
  return box;
}
