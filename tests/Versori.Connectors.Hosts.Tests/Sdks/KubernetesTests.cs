using k8s;
using k8s.Models;

namespace Versori.Connectors.Hosts.Tests.Sdks;

public sealed class KubernetesTests : SdkTests
{
    [Fact]
    public void A_synchronous_call_carries_the_credential_and_is_repeated() =>
        AssertSynchronous(() => Cluster(Api).CoreV1.ReadNamespacedConfigMap("settings", "default"));

    private protected override SdkResponse Respond(RecordedRequest request) =>
        new("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"settings"}}""")
        {
            Status = request.Method == "POST" ? 201 : 200,
        };

    protected override Task ReadAsync(Uri api) =>
        Cluster(api).CoreV1.ReadNamespacedConfigMapAsync("settings", "default");

    protected override Task WriteAsync(Uri api) => Cluster(api).CoreV1.CreateNamespacedConfigMapAsync(
        new V1ConfigMap { Data = new Dictionary<string, string> { ["text"] = Written } }, "default");

    private Kubernetes Cluster(Uri api) =>
        new(new KubernetesClientConfiguration { Host = api.AbsoluteUri }, Handler());
}
