/** The HTTP API before the Api function. Browsers reach it through the site, under `/api`, as on one machine. */
import { logs } from "./stage.ts";

export const gateway = new sst.aws.ApiGatewayV2("Gateway", {
  // Same origin: no other site's page may call it.
  cors: false,
  accessLog: { retention: logs.retention },
  transform: {
    stage: {
      // What one office never reaches and an attack would.
      defaultRouteSettings: { throttlingRateLimit: 200, throttlingBurstLimit: 400 },
    },
  },
});
