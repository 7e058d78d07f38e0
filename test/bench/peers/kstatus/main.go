// kstatus on recorded objects. Arguments are .jsonl.gz files of {"id","live"}. Reads commands, one a line: "health" times it over all
// objects, in microseconds each, "answers" prints what it says of each.
package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"time"

	"github.com/fluxcd/cli-utils/pkg/kstatus/status"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

type object struct {
	id   string
	live *unstructured.Unstructured
}

func main() {
	var objects []object
	for _, path := range os.Args[1:] {
		objects = append(objects, read(path)...)
	}
	commands := bufio.NewScanner(os.Stdin)
	for commands.Scan() {
		if commands.Text() == "answers" {
			for _, o := range objects {
				out, _ := json.Marshal(map[string]string{"id": o.id, "health": statusOf(o)})
				fmt.Println(string(out))
			}
			fmt.Println("end")
			continue
		}
		said := 0
		passes := passesOver(len(objects))
		start := time.Now()
		for pass := 0; pass < passes; pass++ {
			for _, o := range objects {
				said += len(statusOf(o))
			}
		}
		fmt.Printf("{\"each\":%.4f,\"said\":%d}\n", time.Since(start).Seconds()*1e6/float64(len(objects)*passes), said)
	}
}

// A walk over a few hundred objects is too short to be timed: so often that it is twenty thousand.
func passesOver(count int) int {
	return 20000/count + 1
}

func statusOf(o object) string {
	result, err := status.Compute(o.live)
	if err != nil {
		return "Unknown"
	}
	return string(result.Status)
}

func read(path string) (objects []object) {
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
		var p struct {
			ID   string
			Live json.RawMessage
		}
		if json.Unmarshal(lines.Bytes(), &p) != nil || p.Live == nil {
			continue
		}
		u := &unstructured.Unstructured{}
		if u.UnmarshalJSON(p.Live) == nil {
			objects = append(objects, object{p.ID, u})
		}
	}
	return objects
}
