// What is dropped on the page or pasted into the message: files, images, places of the editor, long texts.

import { largestFile, longestInline, mostAddresses } from '../../shared/limits.ts';
import type { Actions } from '../host/connection.ts';
import type { PageState } from '../state/pageState.ts';
import { words } from '../words.ts';
import { base64, fittingImage } from './imageFitting.ts';

/** The editor's own kinds of what it lets people drag, and the common one. */
const addressTypes = ['application/vnd.code.uri-list', 'text/uri-list', 'resourceurls', 'codefiles'];
const images = /^image\/(?:png|jpeg|gif|webp)$/;
/** An image may be larger: it is made smaller before it goes anywhere. */
const largestDrawn = 60_000_000;

/** True for what can be attached. */
export function canTake(transfer: DataTransfer | null): boolean {
  return transfer?.types.some((type) => type === 'Files' || addressTypes.includes(type.toLowerCase())) ?? false;
}

/** Attaches what was dropped. */
export async function takeDropped(transfer: DataTransfer, state: PageState, actions: Actions): Promise<void> {
  const files = [...transfer.files];
  const folders = [...transfer.items].some((item) => item.kind === 'file' && item.webkitGetAsEntry()?.isDirectory);
  const addresses = addressesIn(transfer);
  if (files.length === 0 || (folders && addresses.length > 0)) {
    if (addresses.length > 0) await actions.attachAddresses(addresses.slice(0, mostAddresses));
    return;
  }
  if (folders) state.failure.value = words.foldersFromOutside;
  else await takeFiles(files, state, actions);
}

/** Takes what was pasted where it is more than a few words; true when it did. */
export function takePasted(transfer: DataTransfer | null, state: PageState, actions: Actions): boolean {
  if (!transfer) return false;
  const text = transfer.getData('text/plain');
  // Programs that copy cells or paragraphs add a picture of them.
  const files = text !== '' && transfer.types.includes('text/html') ? [] : [...transfer.files];
  if (files.length > 0) {
    void takeFiles(files, state, actions);
    return true;
  }
  if (text.length <= longestInline.characters && text.split('\n', longestInline.lines + 1).length <= longestInline.lines) return false;
  if (text.length > largestFile) {
    state.failure.value = words.tooLargeToDrop(words.pastedText, largestFile / 1_000_000);
    return true;
  }
  void actions.attachData({ kind: 'text', name: '', data: text });
  return true;
}

async function takeFiles(files: readonly File[], state: PageState, actions: Actions): Promise<void> {
  for (const file of files.slice(0, mostAddresses)) {
    const problem = await takeFile(file, actions);
    if (problem !== undefined) state.failure.value = problem;
  }
}

/** The sentence of what went wrong, if it did. */
async function takeFile(file: File, actions: Actions): Promise<string | undefined> {
  const isImage = images.test(file.type);
  const largest = isImage ? largestDrawn : largestFile;
  if (file.size > largest) return words.tooLargeToDrop(file.name, largest / 1_000_000);
  try {
    const data = isImage ? await fittingImage(file) : await base64(file);
    if (data === undefined) return words.notAnImage(file.name);
    await actions.attachData({ kind: 'file', name: file.name, data });
    return undefined;
  } catch {
    return words.notAnImage(file.name);
  }
}

function addressesIn(transfer: DataTransfer): readonly string[] {
  for (const type of addressTypes) {
    const data = transfer.getData(type);
    if (data === '') continue;
    const found = data.startsWith('[') ? listed(data) : data.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
    const places = found.map((one) => (one.startsWith('/') ? `file://${encodeURI(one)}` : one)).filter((one) => /^[a-z][a-z0-9+.-]+:\/\//i.test(one) && !/^https?:/i.test(one));
    if (places.length > 0) return places;
  }
  return [];
}

/** Some come as a JSON list. */
function listed(data: string): readonly string[] {
  try {
    const read: unknown = JSON.parse(data);
    return Array.isArray(read) ? read.filter((one): one is string => typeof one === 'string') : [];
  } catch {
    return [];
  }
}
