// Argo CD's gitops-engine on recorded objects. Arguments are .jsonl.gz files of {"id","desired","live"}, `desired` where there is one. Reads
// commands, one a line: "health" times the health of all live objects, "diff" the comparison of all pairs, in microseconds each; "answers"
// prints what both say of each.
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
		each := syncOf
		passes := 1
		if commands.Text() == "health" {
			each = healthOf
			passes = passesOver(len(pairs))
		}
		said := 0
		start := time.Now()
		for pass := 0; pass < passes; pass++ {
			for _, p := range pairs {
				said += len(each(p))
			}
		}
		fmt.Printf("{\"each\":%.4f,\"said\":%d}\n", time.Since(start).Seconds()*1e6/float64(len(pairs)*passes), said)
	}
}

// A walk over a few hundred objects is too short to be timed: so often that it is twenty thousand.
func passesOver(count int) int {
	return 20000/count + 1
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
		if json.Unmarshal(lines.Bytes(), &p) == nil && p.Live != nil {
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
	if p.Desired == nil {
		return ""
	}
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
