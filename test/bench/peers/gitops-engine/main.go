// Argo CD's gitops-engine on recorded pairs. Arguments are .jsonl.gz files of {"id","desired","live"}. Reads commands, one a line:
// "round" times both functions once over all pairs, "answers" prints what they say of each.
package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"time"

	"github.com/argoproj/gitops-engine/pkg/diff"
	"github.com/argoproj/gitops-engine/pkg/health"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

type pair struct {
	ID            string
	Desired, Live map[string]any
}

func main() {
	var pairs []pair
	for _, path := range os.Args[1:] {
		pairs = append(pairs, read(path)...)
	}
	commands := bufio.NewScanner(os.Stdin)
	for commands.Scan() {
		if commands.Text() == "answers" {
			for _, p := range pairs {
				out, _ := json.Marshal(map[string]string{"id": p.ID, "health": healthOf(p), "sync": syncOf(p)})
				fmt.Println(string(out))
			}
			fmt.Println("end")
			continue
		}
		said := 0
		start := time.Now()
		for _, p := range pairs {
			said += len(healthOf(p))
		}
		healthTime := time.Since(start)
		start = time.Now()
		for _, p := range pairs {
			said += len(syncOf(p))
		}
		diffTime := time.Since(start)
		n := float64(len(pairs)) / 1e6
		fmt.Printf("{\"pairs\":%d,\"health\":%.3f,\"diff\":%.3f,\"said\":%d}\n", len(pairs), healthTime.Seconds()/n, diffTime.Seconds()/n, said)
	}
}

func read(path string) (pairs []pair) {
	file, err := os.Open(path)
	if err != nil {
		panic(err)
	}
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		panic(err)
	}
	lines := bufio.NewScanner(unzipped)
	lines.Buffer(make([]byte, 1<<24), 1<<24)
	for lines.Scan() {
		var p pair
		if json.Unmarshal(lines.Bytes(), &p) == nil && p.Live != nil && p.Desired != nil {
			whole(p.Desired)
			whole(p.Live)
			pairs = append(pairs, p)
		}
	}
	return pairs
}

func healthOf(p pair) string {
	h, err := health.GetResourceHealth(&unstructured.Unstructured{Object: p.Live}, nil)
	if err != nil {
		return "Unknown"
	}
	if h == nil {
		return ""
	}
	return string(h.Status)
}

func syncOf(p pair) (answer string) {
	defer func() {
		if recover() != nil {
			answer = "panic"
		}
	}()
	d, err := diff.Diff(&unstructured.Unstructured{Object: p.Desired}, &unstructured.Unstructured{Object: p.Live})
	if err != nil {
		return "error"
	}
	if d.Modified {
		return "OutOfSync"
	}
	return "InSync"
}

// whole turns JSON's floats that are whole into int64, as the Kubernetes clients do.
func whole(value any) any {
	switch v := value.(type) {
	case map[string]any:
		for k, x := range v {
			v[k] = whole(x)
		}
	case []any:
		for i, x := range v {
			v[i] = whole(x)
		}
	case float64:
		if v == float64(int64(v)) {
			return int64(v)
		}
	}
	return value
}
