using System.Text.Json.Nodes;
using Versori.Connectors.Tool.Engine;
using Versori.Connectors.Tool.Running;

namespace Versori.Connectors.Tool.Mcp;

/// <summary>The tool that tests endpoints with a credential of the developer.</summary>
internal sealed class ConnectionTools(Workspace workspace, AllowedCredentials credentials, bool allowsUnsafe)
{
    private const int MaximumCalls = 200;

    public BuildTool Test => new(
        "test",
        "Calls endpoints of a definition and compares the responses with it. Only methods that read, unless the developer "
            + "allows others. Credentials come from environment variables that the developer has named: "
            + (credentials.Variables.Count == 0 ? "none." : $"{string.Join(", ", credentials.Variables)}."),
        """
        "definition":{"type":"string","description":"A definition file below the working directory"},
        "endpoints":{"type":"array","items":{"type":"string"},"description":"Ids of endpoints. Default: all"},
        "method":{"type":"string","description":"The id of the auth method, if there are several"},
        "credential":{"type":"object","additionalProperties":{"type":"string"},"description":"The name of an environment variable for each field of the credential, such as {\"token\":\"GITHUB_TOKEN\"}"},
        "inputs":{"type":"object","additionalProperties":{"type":"string"},"description":"Values of the connector's inputs"},
        "values":{"type":"object","additionalProperties":{"type":"string"},"description":"Values of parameters"},
        "unsafe":{"type":"boolean","description":"Also call endpoints that change something"}
        """,
        TestAsync,
        "definition")
    {
        IsReadOnly = !allowsUnsafe,
        IsOpenWorld = true,
    };

    private async Task<JsonNode> TestAsync(ToolArguments arguments, CancellationToken cancellationToken)
    {
        var callsUnsafe = arguments.Flag("unsafe");
        if (callsUnsafe && !allowsUnsafe)
        {
            throw ToolException.Usage(
                "This server does not call endpoints that change something. The developer allows it with --allow-unsafe.");
        }

        var text = await workspace.ReadAsync(arguments.Text("definition"), cancellationToken).ConfigureAwait(false);
        var definition = ConnectorDefinition.Parse(text);
        var endpoints = arguments.Texts("endpoints");
        foreach (var id in endpoints) EndpointNames.Find(definition, id);
        var variables = arguments.Map("credential");
        var inputs = arguments.Map("inputs");
        credentials.Check(variables.Values, definition, inputs);
        using var engine = LocalEngine.Create();
        var method = CredentialReader.FindMethod(definition, arguments.Find("method"));
        var input = CredentialInput.Parse([.. variables.Select(pair => $"{pair.Key}={pair.Value}")]);
        var credential = await CredentialReader.ReadAsync(engine, method, input, ask: null).ConfigureAwait(false);
        var connection = await LocalConnection
            .ConnectAsync(engine, definition, credential, inputs, cancellationToken).ConfigureAwait(false);
        var options = new EndpointTestOptions
        {
            IncludesUnsafeMethods = callsUnsafe,
            MaximumCalls = MaximumCalls,
            Values = arguments.Map("values")
                .ToDictionary(pair => pair.Key, pair => (object?)pair.Value, StringComparer.Ordinal),
        };
        var report = await LocalConnection
            .TestAsync(engine, connection, endpoints, options, cancellationToken).ConfigureAwait(false);
        return TestReportJson.Of(report);
    }
}
