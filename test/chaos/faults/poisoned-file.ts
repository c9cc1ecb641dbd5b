import { ApiClient } from "../../../client/api-client.ts";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { scanned } from "../../fixtures/scanned.ts";
import { told } from "../../process.ts";
import type { Fault } from "../fault.ts";

/** Whoever recognises while the file lies there breaks down, as over a picture that its engine cannot bear. */
export const poisonedFile: Fault = {
  name: "poisoned-file",
  hypothesis: "A file over which every reader breaks down is shown to a person and holds up nobody.",
  expected: "Three children die of it, then it is with a reviewer; other papers go on meanwhile.",
  async inject(scene) {
    const paper = { fileName: "传真.tif", documentType: "study_scheme", bytes: scanned("fax.tif") };
    const unit = scene.unit(0);
    const { submissionId: id } = await scene.people.send(unit, paper, false);
    const { url } = scene.stack;
    const look = () =>
      new ApiClient(url)
        .call(endpoints.linkSubmission, { params: { token: unit.link, id } })
        .catch(() => undefined);
    let deaths = 0;
    const before = scene.acknowledged;
    for (;;) {
      const line = await look();
      if (line && line.turn !== "machine") break;
      const recogniser = scene.readers().find((pid) => told(pid, "maps").includes("onnxruntime"));
      if (recogniser !== undefined && line?.recognising?.page) {
        process.kill(recogniser, "SIGABRT");
        deaths++;
      }
      await scene.pause(50);
    }
    return `${deaths} children broke down over it, ${scene.acknowledged - before} acknowledgements meanwhile`;
  },
};
