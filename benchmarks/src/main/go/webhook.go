package main

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io"
	"math/big"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

// webhookSpec has a finding, so that both sides have something to say.
const webhookSpec = "FLAWED_2KB"

// webhook compares our admission webhook with `opa run --server`: equal rules,
// equal spec, both over TLS, asked by the same clients in turns. Ours reads an
// AdmissionReview and validates the spec's structure besides.
func webhook(quick bool) ([]row, error) {
	if err := writeServerInputs(); err != nil {
		return nil, err
	}
	ours, err := startServer(oursServer)
	if err != nil {
		return nil, err
	}
	defer ours.end()
	peer, err := startServer(opaServer)
	if err != nil {
		return nil, err
	}
	defer peer.end()
	turns, period := 9, 3*time.Second
	if quick {
		turns, period = 3, time.Second
	}
	for _, s := range []*server{ours, peer} {
		if _, err := s.load(32, 10*period); err != nil { // until its JIT and its pools are warm
			return nil, err
		}
	}
	rows := []row{{
		what: "webhook, from its start until it is ready (target: 3 s)",
		ours: human(ours.ready), peers: human(peer.ready),
	}}
	for _, connections := range []int{1, 8, 32} {
		var each, tail [2][]time.Duration
		for range turns {
			for side, s := range []*server{ours, peer} {
				took, err := s.load(connections, period)
				if err != nil {
					return nil, err
				}
				each[side] = append(each[side], period/time.Duration(len(took)))
				tail[side] = append(tail[side], percentile(took, 99))
			}
		}
		name := fmt.Sprintf("webhook, %d connections, ", connections)
		perSecond := fmt.Sprintf("time for each request at full throughput (%.0f and %.0f a second)",
			1/median(each[0]).Seconds(), 1/median(each[1]).Seconds())
		rows = append(rows,
			compare(name+perSecond, each[0], each[1], 1/1.5),
			compare(name+"99th percentile", tail[0], tail[1], 1))
	}
	oursMemory, err := ours.memory()
	if err != nil {
		return nil, err
	}
	peerMemory, err := peer.memory()
	if err != nil {
		return nil, err
	}
	return append(rows, row{
		what: "webhook, resident memory after that (target: 300 MiB)",
		ours: fmt.Sprintf("%d MiB", oursMemory), peers: fmt.Sprintf("%d MiB", peerMemory),
	}), nil
}

// server is a process that answers one kind of request.
type server struct {
	process *exec.Cmd
	client  *http.Client
	url     string
	body    []byte
	ready   time.Duration
}

type startCommand func(port string) (command []string, url, health string, bodyFile string)

func oursServer(port string) ([]string, string, string, string) {
	return []string{"./modelspec", "webhook", "serve", "--no-cluster", "--certificate-dir", tlsFolder(), "--port", port,
			"--http-port", "0", "--drain-delay", "0"},
		"https://127.0.0.1:" + port + "/validate?timeout=10s", "https://127.0.0.1:" + port + "/readyz", "review.json"
}

func opaServer(port string) ([]string, string, string, string) {
	return []string{opa, "run", "--server", "--addr", "127.0.0.1:" + port, "--log-level", "error", "--tls-cert-file",
			filepath.Join(tlsFolder(), "tls.crt"), "--tls-private-key-file", filepath.Join(tlsFolder(), "tls.key"),
			"--bundle", filepath.Join(target, "bundle"), "--skip-version-check"},
		"https://127.0.0.1:" + port + "/v1/data/modelspec/main/report", "https://127.0.0.1:" + port + "/health?bundles",
		"input.json"
}

func tlsFolder() string { return filepath.Join(target, "tls") }

func startServer(start startCommand) (*server, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	port := strconv.Itoa(listener.Addr().(*net.TCPAddr).Port)
	listener.Close()
	command, url, health, bodyFile := start(port)
	body, err := os.ReadFile(filepath.Join(target, bodyFile))
	if err != nil {
		return nil, err
	}
	client, err := tlsClient()
	if err != nil {
		return nil, err
	}
	process := exec.Command(command[0], command[1:]...)
	process.Env = append(os.Environ(), "MODELSPEC_BUILD=never")
	process.Stderr = os.Stderr
	begun := time.Now()
	if err := process.Start(); err != nil {
		return nil, err
	}
	s := &server{process: process, client: client, url: url, body: body}
	for {
		answer, err := client.Get(health)
		if err == nil {
			answer.Body.Close()
			if answer.StatusCode == http.StatusOK {
				s.ready = time.Since(begun)
				return s, nil
			}
		}
		if time.Since(begun) > time.Minute {
			s.end()
			return nil, fmt.Errorf("%s is not ready after a minute", command[0])
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// load asks over some connections, each as fast as it is answered, and returns
// how long each answer took.
func (s *server) load(connections int, period time.Duration) ([]time.Duration, error) {
	var group sync.WaitGroup
	took := make([][]time.Duration, connections)
	failed := make([]error, connections)
	end := time.Now().Add(period)
	for i := range connections {
		group.Go(func() {
			for time.Now().Before(end) && failed[i] == nil {
				begun := time.Now()
				failed[i] = s.ask()
				took[i] = append(took[i], time.Since(begun))
			}
		})
	}
	group.Wait()
	for _, err := range failed {
		if err != nil {
			return nil, err
		}
	}
	return slices.Concat(took...), nil
}

func (s *server) ask() error {
	answer, err := s.client.Post(s.url, "application/json", bytes.NewReader(s.body))
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		return err
	}
	if answer.StatusCode != http.StatusOK || !bytes.Contains(text, []byte("finding")) && !bytes.Contains(text, []byte(`"rule"`)) {
		return fmt.Errorf("%s answers %d %s", s.url, answer.StatusCode, text)
	}
	return nil
}

// memory is what the process has resident, in MiB.
func (s *server) memory() (int64, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.process.Process.Pid))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(text)) {
		if fields := strings.Fields(line); fields[0] == "VmRSS:" {
			kib, err := strconv.ParseInt(fields[1], 10, 64)
			return kib / 1024, err
		}
	}
	return 0, fmt.Errorf("no VmRSS")
}

func (s *server) end() {
	_ = s.process.Process.Signal(syscall.SIGTERM)
	_ = s.process.Wait()
}

func percentile(times []time.Duration, percent int) time.Duration {
	sorted := slices.Sorted(slices.Values(times))
	return sorted[(len(sorted)-1)*percent/100]
}

// writeServerInputs writes a certificate, the rules as OPA reads them, and one
// spec as each side wants it.
func writeServerInputs() error {
	timer, err := startTimer(target)
	if err != nil {
		return err
	}
	timer.end() // has written the specs and data.json
	if err := writeRules(); err != nil {
		return err
	}
	text, err := os.ReadFile(filepath.Join(target, webhookSpec+".json"))
	if err != nil {
		return err
	}
	var object map[string]any
	if err := json.Unmarshal(text, &object); err != nil {
		return err
	}
	delete(object, "context")
	user := map[string]any{"username": "bench", "groups": []string{"system:authenticated"}}
	review := map[string]any{"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": map[string]any{
		"uid": "0", "operation": "CREATE", "namespace": "team-a", "name": "spec", "userInfo": user, "object": object,
		"kind": map[string]any{"group": "piqc.ai", "version": "v1alpha1", "kind": "ModelSpec"},
	}}
	if err := writeJSON("review.json", review); err != nil {
		return err
	}
	input := map[string]any{"context": map[string]any{"surface": "admission", "operation": "CREATE", "user": user,
		"namespace": map[string]any{"name": "team-a", "labels": map[string]any{}}}}
	for name, value := range object {
		input[name] = value
	}
	if err := writeJSON("input.json", map[string]any{"input": input}); err != nil {
		return err
	}
	return writeCertificate()
}

func writeJSON(name string, value any) error {
	text, err := json.Marshal(value)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(target, name), text, 0o644)
}

func writeCertificate() error {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()), Subject: pkix.Name{CommonName: "benchmark"}, NotBefore: time.Now().Add(-time.Hour),
		NotAfter: time.Now().Add(24 * time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	certificate, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		return err
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(tlsFolder(), 0o755); err != nil {
		return err
	}
	for name, block := range map[string]*pem.Block{
		"tls.crt": {Type: "CERTIFICATE", Bytes: certificate}, "tls.key": {Type: "PRIVATE KEY", Bytes: private},
	} {
		if err := os.WriteFile(filepath.Join(tlsFolder(), name), pem.EncodeToMemory(block), 0o600); err != nil {
			return err
		}
	}
	return nil
}

func tlsClient() (*http.Client, error) {
	certificate, err := os.ReadFile(filepath.Join(tlsFolder(), "tls.crt"))
	if err != nil {
		return nil, err
	}
	trusted := x509.NewCertPool()
	trusted.AppendCertsFromPEM(certificate)
	return &http.Client{Transport: &http.Transport{
		TLSClientConfig:     &tls.Config{RootCAs: trusted},
		MaxIdleConnsPerHost: 64,
		DisableCompression:  true,
	}}, nil
}
