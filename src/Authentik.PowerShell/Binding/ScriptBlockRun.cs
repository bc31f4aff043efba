using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace Authentik.Commands;

/// <summary>Runs a script block with a record as <c>$_</c>, in the scope of the caller.</summary>
internal sealed class ScriptBlockRun(ScriptBlock block, PSObject? record)
{
    private Collection<PSObject> output = [];
    private RuntimeException? failure;

    /// <summary>Runs the script block on the pipeline thread, and returns its output.</summary>
    /// <exception cref="RuntimeException">It failed.</exception>
    public Collection<PSObject> Run()
    {
        // Without a try around it, an error such as a failed conversion would only be shown, and the script block would go on.
        // A constrained script can't call the method.
        if (Runspace.DefaultRunspace.SessionStateProxy.LanguageMode == PSLanguageMode.FullLanguage)
        {
            ScriptBlock.Create("try { $args[0].Invoke() } catch { throw }").InvokeWithContext(null, null, new Action(Invoke));
        }
        else
        {
            Invoke();
        }

        return failure is null ? output : throw failure;
    }

    private void Invoke()
    {
        try
        {
            output = block.InvokeWithContext(null, [new PSVariable("_", record)]);
        }
        catch (RuntimeException error) when (error is not PipelineStoppedException)
        {
            failure = error;
        }
    }
}
