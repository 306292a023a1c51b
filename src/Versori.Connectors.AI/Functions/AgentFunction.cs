using System.Text.Json;
using Microsoft.Extensions.AI;
using Versori.Connectors.AI.Calling;
using Versori.Connectors.AI.Texts;

namespace Versori.Connectors.AI.Functions;

/// <summary>A function with the owner on whose behalf it is called.</summary>
internal sealed class AgentFunction(AgentTool tool, Owner owner) : AIFunction
{
    public override string Name => tool.Name;

    public override string Description => tool.Description;

    public override JsonElement JsonSchema => tool.Schema;

    protected override async ValueTask<object?> InvokeCoreAsync(
        AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        var given = ArgumentReader.Read(arguments);
        var result = await tool.CallAsync(given, owner, cancellationToken).ConfigureAwait(false);
        return AgentJson.Element(result.Content);
    }
}
