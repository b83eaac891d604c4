/** A worker thread that renders tenants: loads the SDK once. */
import { ofTheSdk } from "../engine/ofTheSdk.ts";
import { serve } from "../threads/serve.ts";
import { renderResolved } from "./renderResolved.ts";

serve(renderResolved, ofTheSdk);
