using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Robustness;

/// <summary>A text that no store keeps does not reach a store, whichever call it is given to.</summary>
public sealed class UnstorableTextTests
{
    private static readonly string[] Texts = ["a\0b", "a\ud800b", "\udc00"];

    // What they look up is compared with the definition in memory, and the error says that there is no such entry; a
    // PIN is sent to the system, an origin is parsed as a URL, and a usage is compared with the one that there is.
    private static readonly string[] NotStored = ["endpointId", "pin", "origin", "usage"];

    public static TheoryData<string, string> TextArguments =>
    [
        .. PublicCalls.Methods.SelectMany(method => method.Value.GetParameters()
            .Where(parameter => parameter.ParameterType == typeof(string))
            .Select(parameter => new TheoryDataRow<string, string>(method.Key, parameter.Name!))),
    ];

    [Theory]
    [MemberData(nameof(TextArguments))]
    public async Task Every_call_refuses_it_and_names_the_argument(string call, string argument)
    {
        await using var engine = await EngineFixture.StartAsync();
        var (connection, _) = await engine.ConnectAsync();
        var template = await engine.LinkAsync(connection.ConnectorId);
        var method = PublicCalls.Methods[call];
        var parameter = method.GetParameters().Single(parameter => parameter.Name == argument);

        foreach (var text in Texts)
        {
            var exception = await Record.ExceptionAsync(
                () => new PublicCalls(engine, connection, template.Id).InvokeAsync(method, parameter, text));

            if (exception is ConnectorException { Error.Location: var location }
                && (location == argument || NotStored.Contains(argument)))
            {
                continue;
            }

            Assert.Equal(argument, Assert.IsAssignableFrom<ArgumentException>(exception).ParamName);
        }
    }
}
