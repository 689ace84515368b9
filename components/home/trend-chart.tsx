"use client";

import dynamic from "next/dynamic";
import { Skeleton } from "@/components/ui/skeleton";

/** The drawing library is heavy and the numbers stand above it in words: it comes after the page. */
export const TrendChart = dynamic(() => import("@/components/home/trend-drawing").then((file) => file.TrendDrawing), {
  ssr: false,
  loading: () => <Skeleton className="h-56" />,
});
