using System.Text.Json;
using Versori.Connectors.Serialization;
using Versori.Connectors.Tool.Output;
using Versori.Connectors.Tool.Running;

namespace Versori.Connectors.Tool.Commands.Planning;

/// <summary>Files with plans.</summary>
internal static class PlanFile
{
    public const string Name = "plan.json";

    /// <summary>The files of a plan: the plan, and the definition of each connector.</summary>
    public static IReadOnlyList<(string Path, string Text)> FilesOf(IntegrationPlan plan, string folder) =>
    [
        (Path.Combine(folder, Name), JsonText.Indent(JsonText.Node(plan))),
        .. plan.Connectors.Select(connector => (
            Path.Combine(folder, $"{connector.TemplateName}.json"), connector.Definition.ToJson())),
    ];

    public static IntegrationPlan Parse(string file, string text)
    {
        try
        {
            return ConnectorJson.Deserialize<IntegrationPlan>(text)
                ?? throw new ToolException(ExitCode.Problems, $"'{file}' is not a plan: it is null.");
        }
        catch (JsonException exception)
        {
            throw new ToolException(ExitCode.Problems, $"'{file}' is not a plan: {exception.Message}", exception);
        }
    }
}
