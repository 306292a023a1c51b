using System.CommandLine;
using Versori.Connectors.Tool.Commands.Planning;
using Versori.Connectors.Tool.Output;
using Versori.Connectors.Tool.Running;
using Versori.Connectors.Tool.Sources;

namespace Versori.Connectors.Tool.Commands;

/// <summary>Makes a plan from requirements and sources.</summary>
internal sealed class PlanCommand
{
    private readonly Argument<string[]> _sources = new("SOURCE")
    {
        Description = "Files, URLs, or - for standard input: documents, or definitions. KEY=SOURCE sets the key.",
        HelpName = "[KEY=]SOURCE",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _need = new("--need", "-n")
    {
        Description = "What the integration should do, in plain English.",
        HelpName = "TEXT",
    };

    private readonly Option<string?> _needFile = new("--need-file")
    {
        Description = "The file with what the integration should do.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _output = new("--output", "-o")
    {
        Description = "The folder for plan.json and one definition for each connector. Default: nothing is written.",
        HelpName = "FOLDER",
    };

    private readonly Option<string[]> _answers = new("--answer", "-a")
    {
        Description = "Answers a question of the plan. An empty value keeps its default.",
        HelpName = "[TEMPLATE/]QUESTION=VALUE",
    };

    private readonly Option<string?> _previous = new("--previous")
    {
        Description = "A plan whose answered questions are used.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _noInput = new("--no-input") { Description = "Ask nothing in the terminal." };

    private readonly Option<bool> _strict = new("--strict")
    {
        Description = "Exit with 1 if a highly recommended question is open.",
    };

    private readonly SourceOptions _reading = new();

    public static Command Create()
    {
        var own = new PlanCommand();
        var command = new Command("plan", "Choose the endpoints that an integration needs.")
        {
            own._sources,
            own._need,
            own._needFile,
            own._output,
            own._answers,
            own._previous,
            own._noInput,
            own._strict,
        };
        own._reading.AddTo(command);
        return command.RunsWith(own.RunAsync);
    }

    private async Task<int> RunAsync(CommandContext context)
    {
        var reader = _reading.CreateReader(context);
        var requirements = await RequirementsAsync(context, reader).ConfigureAwait(false);
        var session = new PlanSession(reader.Generator, requirements)
        {
            Previous = await PreviousAsync(context, reader).ConfigureAwait(false),
        };
        var plan = await ProgressDisplay.RunAsync(context.Terminal, async progress =>
        {
            session.Sources = await LoadAsync(context, reader, progress).ConfigureAwait(false);
            progress.Begin("Planning", null);
            return await session.PlanAsync(context.Value(_answers) ?? [], context.CancellationToken)
                .ConfigureAwait(false);
        }).ConfigureAwait(false);
        if (context.Terminal.CanAsk && !context.Value(_noInput))
            plan = await PlanQuestions.AskAsync(context, session, plan).ConfigureAwait(false);
        var written = await WriteAsync(context, plan).ConfigureAwait(false);
        var isOpen = plan.Connectors.SelectMany(connector => connector.OpenQuestions).Any(question =>
            question is { State: QuestionState.Open, Importance: QuestionImportance.HighlyRecommended });
        var exitCode = isOpen && context.Value(_strict) ? ExitCode.Problems : ExitCode.Success;
        if (context.UsesJson)
        {
            return context.Json(
                exitCode, new() { ["plan"] = JsonText.Node(plan), ["written"] = ErrorJson.Texts(written) });
        }

        PlanText.Write(context.Terminal, plan);
        foreach (var file in written) context.Terminal.Note($"-> {file}");
        return exitCode;
    }

    private async Task<IReadOnlyList<LoadedSource>> LoadAsync(
        CommandContext context, SourceReader reader, IWorkProgress progress)
    {
        var arguments = context.Value(_sources)!.Select(SourceArgument.Parse).ToList();
        if (arguments.Count(argument => argument.IsStandardInput) > 1)
            throw ToolException.Usage("Only one source can be standard input.");
        var loaded = new List<LoadedSource>();
        foreach (var argument in arguments)
        {
            var source = await reader.LoadAsync(argument, progress, context.CancellationToken).ConfigureAwait(false);
            loaded.Add(await reader.PrepareAsync(source, progress, context.CancellationToken).ConfigureAwait(false));
        }

        return loaded;
    }

    private async Task<string> RequirementsAsync(CommandContext context, SourceReader reader)
    {
        var (text, file) = (context.Value(_need), context.Value(_needFile));
        if ((text is null) == (file is null)) throw ToolException.Usage("State --need TEXT or --need-file FILE.");
        if (file is not null)
        {
            var content = await ReadAsync(context, reader, file).ConfigureAwait(false);
            text = content;
        }

        return string.IsNullOrWhiteSpace(text) ? throw ToolException.Usage("The requirements are empty.") : text;
    }

    private async Task<IntegrationPlan?> PreviousAsync(CommandContext context, SourceReader reader)
    {
        if (context.Value(_previous) is not { } file) return null;
        var text = await ReadAsync(context, reader, file).ConfigureAwait(false);
        return PlanFile.Parse(file, text);
    }

    private static async Task<string> ReadAsync(CommandContext context, SourceReader reader, string file)
    {
        var content = await ProgressDisplay.RunAsync(
            context.Terminal,
            progress => reader.ReadAsync(new(null, file), progress, context.CancellationToken)).ConfigureAwait(false);
        return SourceReader.Text(content);
    }

    private async Task<IReadOnlyList<string>> WriteAsync(CommandContext context, IntegrationPlan plan)
    {
        if (context.Value(_output) is not { } folder) return [];
        var files = PlanFile.FilesOf(plan, folder);
        await TemporaryFiles.WriteAsync(files, context.CancellationToken).ConfigureAwait(false);
        return [.. files.Select(file => file.Path)];
    }
}
