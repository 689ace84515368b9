import { X509Certificate } from "node:crypto";

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/** Whether a text is certificates (PEM) and nothing else. */
export function areCertificates(pem: string): boolean {
  const found = pem.match(CERTIFICATE) ?? [];
  const isNothingElse = pem.replace(CERTIFICATE, "").trim() === "";
  try {
    return isNothingElse && found.every((one) => new X509Certificate(one).raw.length > 0) && found.length > 0;
  } catch {
    return false;
  }
}
