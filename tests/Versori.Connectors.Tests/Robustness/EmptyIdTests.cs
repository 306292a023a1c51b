using Versori.Connectors.Serialization;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Robustness;

/// <summary>An id without a value is refused, and the error names the argument.</summary>
public sealed class EmptyIdTests
{
    public static TheoryData<string, string> IdArguments =>
    [
        .. PublicCalls.Methods.SelectMany(method => method.Value.GetParameters()
            .Where(parameter => parameter.ParameterType == typeof(ConnectorId)
                || parameter.ParameterType == typeof(ConnectionId)
                || parameter.ParameterType == typeof(TemplateId))
            .Select(parameter => new TheoryDataRow<string, string>(method.Key, parameter.Name!))),
    ];

    [Theory]
    [MemberData(nameof(IdArguments))]
    public async Task Every_call_refuses_a_default_id(string call, string argument)
    {
        await using var engine = await EngineFixture.StartAsync();
        var (connection, _) = await engine.ConnectAsync();
        var template = await engine.LinkAsync(connection.ConnectorId);
        var method = PublicCalls.Methods[call];
        var parameter = method.GetParameters().Single(parameter => parameter.Name == argument);

        var exception = await Assert.ThrowsAsync<ArgumentException>(
            () => new PublicCalls(engine, connection, template.Id).InvokeAsync(method, parameter));

        Assert.Equal(argument, exception.ParamName);
        Assert.Contains(parameter.ParameterType.Name, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "name", "Integration")]
    [InlineData("", "name", "Integration")]
    [InlineData(" ", "name", "Integration")]
    [InlineData("integration", null, "Name")]
    [InlineData("integration", "", "Name")]
    public void A_template_id_needs_both_parts(string? integration, string? name, string argument)
    {
        var made = Assert.ThrowsAny<ArgumentException>(() => new TemplateId(integration!, name!));
        Assert.Equal(argument, made.ParamName);

        var id = new TemplateId("integration", "name");
        var changed = Assert.ThrowsAny<ArgumentException>(() => argument == "Name"
            ? id with { Name = name! }
            : id with { Integration = integration! });
        Assert.Equal(argument, changed.ParamName);
    }

    [Fact]
    public void The_default_template_id_can_be_compared_and_shown()
    {
        TemplateId id = default;
        Assert.Equal(("", "", "/"), (id.Integration, id.Name, $"{id}"));
        Assert.True(id.CompareTo(new("a", "b")) < 0);
        Assert.NotEqual(default, new TemplateId("a", "b"));
    }

    [Fact]
    public void A_document_with_an_incomplete_id_is_refused()
    {
        foreach (var json in new[] { """{"integration":"","name":"x"}""", """{"integration":"x","name":null}""", "{}" })
        {
            var exception = Record.Exception(() => ConnectorJson.Deserialize<ConnectionTemplate>(
                $$"""{"format":2,"id":{{json}},"connectorId":"system"}"""));
            Assert.True(
                exception is System.Text.Json.JsonException or ConnectorException, $"{json}: {exception}");
        }
    }
}
