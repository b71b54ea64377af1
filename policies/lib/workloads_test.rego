package modelspec.lib.workloads_test

import data.modelspec.lib.workloads

test_success_title_is_kind_and_name if {
	workloads.title == "Deployment chat" with input.context.workload as {"kind": "Deployment", "name": "chat"}
	workloads.title == "Pod" with input.context.workload as {"kind": "Pod"}
}

test_success_nothing_is_told_without_a_workload if {
	every document in [{}, {"context": {}}, {"context": {"surface": "cli"}}] {
		not workloads.title with input as document
		containers := workloads.containers with input as document with data.params as _params
		containers == set()
		serving := workloads.serving with input as document with data.params as _params
		serving == set()
		accelerators := workloads.accelerators with input as document with data.params as _params
		accelerators == 0
	}
}

test_success_containers_of_a_pod_are_added_up if {
	_accelerators([{"containers": [_asking("a", {"gpu": "4"}), _asking("b", {"gpu": "2"}), {"name": "c"}]}]) == 6
}

test_success_only_accelerators_count if {
	_accelerators([{"containers": [_asking("a", {"gpu": "1", "cpu": "8", "memory": "64Gi", "gpus": "4"})]}]) == 1
}

test_success_names_may_have_stars_and_slices_count_one_each if {
	_accelerators([{"containers": [_asking("a", {"mig-1g.5gb": "2", "mig-3g.20gb": "1"})]}]) == 3
}

test_success_parts_are_rounded_up_for_each_pod if {
	_accelerators([{"containers": [_asking("a", {"core": "8"})]}]) == 1
	_accelerators([{"containers": [_asking("a", {"core": "9"})]}]) == 2
	_accelerators([{"containers": [_asking("a", {"core": "4"}), _asking("b", {"core": "4"})]}]) == 1
	_accelerators([{"count": 2, "containers": [_asking("a", {"core": "1"})]}]) == 2
}

test_success_of_several_names_the_one_with_the_fewest_parts_counts if {
	_accelerators([{"containers": [_asking("a", {"core-whole": "3"})]}]) == 3
}

test_success_pods_count_as_often_as_there_are if {
	_accelerators([
		{"name": "leader", "count": 1, "containers": [_asking("a", {"gpu": "8"})]},
		{"name": "worker", "count": 3, "containers": [_asking("a", {"gpu": "4"})]},
	]) == 20
}

test_success_an_init_container_counts_if_it_needs_more_than_what_follows if {
	every init, expected in {"2": 4, "4": 4, "5": 5} {
		_accelerators([{
			"initContainers": [_asking("i", {"gpu": init}), _asking("j", {"gpu": "1"})],
			"containers": [_asking("a", {"gpu": "3"}), _asking("b", {"gpu": "1"})],
		}]) == expected
	}
}

test_success_a_sidecar_counts_beside_whatever_starts_after_it if {
	sidecar := object.union(_asking("s", {"gpu": "1"}), {"restartPolicy": "Always"})
	_accelerators([{"initContainers": [sidecar], "containers": [_asking("a", {"gpu": "4"})]}]) == 5
	_accelerators([{
		"initContainers": [sidecar, _asking("i", {"gpu": "5"})],
		"containers": [_asking("a", {"gpu": "4"})],
	}]) == 6
	_accelerators([{
		"initContainers": [_asking("i", {"gpu": "5"}), sidecar],
		"containers": [_asking("a", {"gpu": "4"})],
	}]) == 5
}

test_success_quantities_are_read_as_kubernetes_writes_them if {
	every text, amount in {"8": 8, "0": 0, "1e1": 10, "2k": 2000, "much": 0} {
		workloads.quantity(_asking("a", {"gpu": text}), "gpu") == amount
	}
	workloads.quantity({"name": "a"}, "gpu") == 0
}

test_success_containers_have_a_place if {
	containers := workloads.containers with input.context.workload.pods as [
		{"name": "leader", "containers": [{"name": "a"}]},
		{"initContainers": [{"name": "i"}], "containers": [{"name": "b"}]},
	]
	containers == {{"name": "a", "place": "leader/a"}, {"name": "b", "place": "b"}}
}

test_success_those_serve_that_ask_for_an_accelerator_or_name_a_model if {
	_serving([
		_asking("a", {"gpu": "1"}),
		_asking("b", {"gpu": "0", "cpu": "1"}),
		_told("c", ["--model=x"]),
		{"name": "d"},
	]) == {"a", "c"}
}

test_success_all_serve_if_nothing_tells_them_apart if {
	_serving([_asking("a", {"cpu": "1"}), {"name": "b"}]) == {"a", "b"}
}

test_success_models_on_command_lines if {
	every args, model in {
		["--model", "org/m"]: "org/m",
		["--port=1", "--model=org/m", "--x"]: "org/m",
		["--model-id", "org/m", "--port", "80"]: "org/m",
		["vllm", "serve", "org/m", "--port", "80"]: "org/m",
		["/opt/bin/vllm", "serve", "org/m"]: "org/m",
		["serve-it", "org/m"]: "org/m",
		["sh", "-c", "ray start --head; exec vllm serve 'org/m' --port 80"]: "org/m",
		["bash", "-c", "python3 -m server \\\n  --model \"org/m\" \\\n  --port 80"]: "org/m",
		["--model", " /models/m "]: "/models/m",
		["--model_id=org/m"]: "org/m",
		["--model_id", "org/m"]: "org/m",
		["-m", "org/m"]: "org/m",
		["python3", "-m", "a.server", "--model-name=org/m"]: "org/m",
		["vllm", "serve", "--port", "80", "org/m"]: "org/m",
		["vllm", "serve", "--port=80", "org/m"]: "org/m",
		["vllm", "serve", "--port", "80", "hf://org/m", "--other", "a/b"]: "hf://org/m",
		["vllm", "serve", "--enable-all", "org/m"]: "org/m",
		["vllm", "serve", "--tokenizer", "org/t", "org/m"]: "org/m",
		["vllm", "serve", "--served_model_name", "a/b", "c/d", "--port=1", "org/m"]: "org/m",
		["vllm", "serve", "org/m", "--other", "a/b", "c/d"]: "org/m",
	} {
		workloads.models(_told("a", args)) == {model}
	} with data.params as _params
}

test_success_several_models if {
	workloads.models(_told("a", ["--model=a", "--model-id=b"])) == {"a", "b"} with data.params as _params
}

test_success_no_model if {
	every args in [
		[],
		["--port", "80"],
		["--model"],
		["--model="],
		["--model", "--port"],
		["--models=m"],
		["--served-model-name=m"],
		["vllm", "serve"],
		["vllm", "serve", "--port", "80"],
		["vllm", "serve", "--tokenizer", "org/t"],
		["vllm", "serve", "--served-model-name", "a/b", "c/d"],
		["vllm", "serve", "--chat-template", "/templates/chat", "--origins", "./a", "x=a/b"],
		["python3", "-m", "a.server", "--model-name", "chat"],
		["vllm", "bench", "m"],
		["novllm", "serve", "m"],
		["serve", "m"],
		["--model=$(NOT_KNOWN)"],
		["--model=/models/$(NAME)"],
		["--model=${NAME:-m}"],
	] {
		workloads.models(object.union(_told("a", args), {"env": {"NAME": "org/m"}})) == set()
	} with data.params as _params
	workloads.models({"name": "a"}) == set() with data.params as _params
}

test_success_models_in_variables if {
	every env, models in {
		{"MODEL_ID": "org/m"}: {"org/m"},
		{"MODEL_ID": "$(NAME)", "NAME": "org/m"}: {"org/m"},
		{"MODEL_ID": ""}: set(),
		{"MODEL_ID": "$(NAME)"}: set(),
		{"MODEL": "org/m"}: set(),
		{"MODEL_NAME": "org/m"}: {"org/m"},
		{"MODEL_NAME": "m"}: set(),
	} {
		workloads.models({"name": "a", "env": env}) == models
	} with data.params as _params
}

test_success_variables_on_command_lines if {
	every arg in ["--model=$(NAME)", "--model=$NAME", "--model=${NAME}", "--model \"$NAME\""] {
		container := object.union(_told("a", [arg]), {"env": {"NAME": "org/m"}})
		workloads.models(container) == {"org/m"}
	} with data.params as _params
}

test_success_revisions_and_tokenizers if {
	container := object.union(
		_told("a", ["--revision=1", "--tokenizer", "org/t", "x/y", "--tokenizer", "auto"]),
		{"env": {"REVISION": "2", "TOKENIZER": "org/u"}},
	)
	revisions := workloads.revisions(container) with data.params as _params
	revisions == {"1", "2"}
	tokenizers := workloads.tokenizers(container) with data.params as _params
	tokenizers == {"org/t", "org/u"}
}

test_success_adapters if {
	every args, adapters in {
		["--lora-modules", "a=org/l", "b=hf://org/m", "--port", "80"]: {"org/l", "hf://org/m"},
		["--lora_modules=a=/adapters/l"]: {"/adapters/l"},
		["--lora-modules", `{"name": "a", "path": "org/l", "base_model_name": "org/m"}`]: {"org/l", "org/m"},
		["--lora-modules", `{"name":"a","path":"/adapters/l"}`]: {"/adapters/l"},
		["--lora-modules", "a=l"]: set(),
		["--lora-modules"]: set(),
	} {
		workloads.adapters(_told("a", args)) == adapters
	} with data.params as _params
	workloads.adapters({"name": "a", "env": {"LORA": "org/l, org/m"}}) == {"org/l", "org/m"} with data.params as _params
}

test_success_values_of_variables if {
	container := {"env": {"A": "1", "B": "$(A)", "C": "$(B)", "D": "$(E)", "F": "x$(A)", "G": "$A"}}
	workloads.variable(container, "A") == "1"
	workloads.variable(container, "B") == "1"
	workloads.variable(container, "G") == "$A"
	every name in ["C", "D", "E", "F"] {
		not workloads.variable(container, name)
	}
}

_accelerators(pods) := accelerators if {
	accelerators := workloads.accelerators with input.context.workload.pods as pods with data.params as _params
}

_serving(containers) := {container.name | some container in serving} if {
	serving := workloads.serving with input.context.workload.pods as [{"containers": containers}]
		with data.params as _params
}

_asking(name, resources) := {"name": name, "resources": resources}

_told(name, args) := {"name": name, "args": args}

_params := {"workload": {
	"accelerators-declared": {"resources": {"gpu": 1, "mig-*": 1, "core": 8, "core*": 8, "*whole": 1}},
	"model-declared": {
		"flags": ["--model", "--model-id"],
		"commands": ["vllm serve", "serve-it"],
		"variables": ["MODEL_ID"],
		"hints": ["-m", "--model-name", "MODEL_NAME"],
		"revisions": ["--revision", "REVISION"],
		"tokenizers": ["--tokenizer", "TOKENIZER"],
		"adapters": ["--lora-modules", "LORA"],
		"others": {"--tokenizer": "one", "--served-model-name": "all"},
	},
}}
