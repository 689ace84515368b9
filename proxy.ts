import { NextResponse } from "next/server";
import { isFromElsewhere } from "@/lib/core/origin";
import type { NextRequest } from "next/server";

// Sets headers and turns away what comes from another site's page: who may see what is decided where the data is read.
export function proxy(request: NextRequest) {
  // Next refuses another site's actions too, as an error of its own with a 500.
  if (isFromElsewhere(request)) return new NextResponse("Forbidden", { status: 403 });
  const nonce = btoa(crypto.randomUUID());
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  // A page doesn't know its own address; whoever has to sign in first comes back to it.
  headers.set("x-path", request.nextUrl.pathname + request.nextUrl.search);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  response.headers.set("x-content-type-options", "nosniff");
  response.headers.set("x-frame-options", "DENY");
  response.headers.set("referrer-policy", "same-origin");
  response.headers.set("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()");
  if (isHttps(request)) response.headers.set("strict-transport-security", "max-age=31536000");
  return response;
}

export const config = {
  // Not /api: where a proxy matches, Next buffers the body and cuts it at 10 MB, and webhooks need every byte. What is
  // fetched ahead is shown later: it has the same headers.
  matcher: ["/((?!api/|_next/static|_next/image|favicon.ico|icon.svg).*)"],
};

// Inline styles are allowed: popup positions, toasts and charts are style attributes. No upgrade-insecure-requests:
// the product also lives at http://server:3000 on an intranet.
function contentSecurityPolicy(nonce: string) {
  const evalInDevelopment = process.env.NODE_ENV === "development" ? " 'unsafe-eval'" : "";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${evalInDevelopment}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

// A forged header does no harm here: browsers ignore this answer's header over plain http.
function isHttps(request: NextRequest) {
  return (request.headers.get("x-forwarded-proto") ?? request.nextUrl.protocol).startsWith("https");
}
