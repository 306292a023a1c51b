using Versori.Connectors.Tool.Running;

namespace Versori.Connectors.Tool;

/// <summary>The entry point. With the web framework, a program without a class would be public.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) => ToolApplication.RunAsync(args);
}
