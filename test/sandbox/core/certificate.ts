import { createHash, X509Certificate } from 'node:crypto';
import { generate } from 'selfsigned';

export interface Certificate {
  keyPem: string;
  certificatePem: string;
  /** Base64 of the SHA-256 of the public key: what Chromium's `--ignore-certificate-errors-spki-list` wants. */
  spki: string;
}

const certificates = new Map<string, Promise<Certificate>>();

/** A certificate for these host names, the same for the life of this process, and never written to disk. */
export function certificateFor(hosts: readonly string[]): Promise<Certificate> {
  const names = hosts.toSorted().join(' ');
  const certificate = certificates.get(names) ?? makeCertificate(hosts);
  certificates.set(names, certificate);
  return certificate;
}

async function makeCertificate(hosts: readonly string[]): Promise<Certificate> {
  const made = await generate([{ name: 'commonName', value: 'Ledgerline sandbox' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'keyUsage', digitalSignature: true, keyCertSign: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: hosts.map((host) => ({ type: 2, value: host })) },
    ],
  });
  const publicKey = new X509Certificate(made.cert).publicKey.export({ type: 'spki', format: 'der' });
  return {
    keyPem: made.private,
    certificatePem: made.cert,
    spki: createHash('sha256').update(publicKey).digest('base64'),
  };
}
