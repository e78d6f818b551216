import { answer, Query } from './client';

/** Fetches a file with the person's token, which a plain link would not carry, and hands it to the browser to keep. */
export async function download(path: string, query: Query, name: string): Promise<void> {
    const response = await answer('GET', path, { query });
    saveFile(await response.blob(), stated(response.headers.get('Content-Disposition')) ?? name);
}

export function saveFile(content: Blob, name: string): void {
    const url = URL.createObjectURL(content);
    const anchor = document.createElement('a');
    anchor.href = url;
    anchor.download = name;
    document.body.append(anchor);
    anchor.click();
    anchor.remove();
    // The browser reads the file after this turn.
    window.setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** The name that the server gives the file, when it gives one. */
export function stated(disposition: string | null): string | null {
    return /filename="([^"\\/]+)"/.exec(disposition ?? '')?.[1] ?? null;
}
